import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildKnowledge } from '../../knowledge/bundle/build-knowledge.ts';
import { bundleFiles } from '../../knowledge/bundle/bundle-files.ts';
import { loadKnowledge } from '../../knowledge/bundle/load-knowledge.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { applyOperations } from '../../knowledge/publish/apply-operations.ts';
import { makeWorkspace } from '../../knowledge/publish/make-workspace.ts';
import type { Operation } from '../../knowledge/publish/operation.ts';
import { loadMeans } from '../load-means.ts';
import type { Manifest } from './manifest.ts';
import { hashesOf, packContents, readContents } from './pack.ts';
import { type ChangedReply, compareKnowledge, type LanguageEffect, readTrials, type Trial } from './trial.ts';

/** What an edition is made from. */
export interface EditionOrder {
  /** Changes since the built knowledge, the new ones last. */
  readonly operations: readonly Operation[];
  /** Folder of the edition that is live; null: the built knowledge. */
  readonly before: string | null;
  /** File with trial conversations, one a line; may be missing. */
  readonly trialFile: string;
  /** Further messages to try: those the change is about. */
  readonly messages: readonly { readonly lang: string; readonly text: string }[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** An edition that was made, or what is wrong with the changes. */
export type MadeEdition =
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | {
      readonly kind: 'made';
      readonly base: string;
      readonly files: Manifest['files'];
      readonly packed: Uint8Array;
      /** Translations that fall back to English with this edition and did not before. */
      readonly stale: readonly string[];
      readonly effects: readonly LanguageEffect[];
      readonly changed: readonly ChangedReply[];
    };

/**
 * Applies changes to a copy of the sources, checks and builds it, and tries it beside what is live. Takes some ten
 * seconds of one processor: the service runs it in a process of its own.
 */
export async function makeEdition(
  order: EditionOrder,
  onProgress: (step: string) => void,
): Promise<MadeEdition> {
  const folder = mkdtempSync(join(tmpdir(), 'edition-'));
  try {
    const built = bundleFiles(projectRoot()).folder;
    makeWorkspace(folder);
    onProgress('applying the changes');
    applyOperations(folder, order.operations);
    const into = join(folder, 'built');
    const result = await buildKnowledge({
      root: folder,
      into,
      earlier: built,
      today: order.today,
      onProgress,
    });
    if (result.problems.length > 0) {
      return {
        kind: 'refused',
        problems: result.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
      };
    }
    onProgress('trying it');
    const fail = (error: Error) => {
      throw error;
    };
    const base = loadMeans(fail);
    const before = order.before === null ? base : { ...base, knowledge: loadKnowledge(order.before) };
    const after = { ...base, knowledge: loadKnowledge(into) };
    const asked: Trial[] = order.messages.map(({ lang, text }, place) => ({
      id: `message-${place}`,
      lang,
      channel: 'web',
      turns: [text],
      expect: [],
    }));
    const compared = await compareKnowledge(before, after, [...asked, ...readTrials(order.trialFile)]);
    onProgress('packing');
    const contents = readContents(into);
    const known = staleIn(before.knowledge?.topics);
    return {
      kind: 'made',
      base: base.knowledge?.version ?? '',
      files: hashesOf(contents),
      packed: packContents(contents),
      stale: staleIn(after.knowledge.topics).filter(one => !known.includes(one)),
      ...compared,
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'operation-failed') {
      return { kind: 'refused', problems: [error.message] };
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Topics and languages that have no text of their own. */
function staleIn(
  topics: ReadonlyMap<string, { readonly texts: Readonly<Record<string, unknown>> }> = new Map(),
) {
  const languages = new Set([...topics.values()].flatMap(({ texts }) => Object.keys(texts)));
  return [...topics].flatMap(([id, { texts }]) =>
    [...languages].filter(language => !(language in texts)).map(language => `${id} in ${language}`),
  );
}
