import { existsSync, readFileSync } from 'node:fs';
import type { Topic } from '../article/topic.ts';
import { type Directory, loadDirectory } from '../directory/directory.ts';
import { loadIndex } from '../engine/load-index.ts';
import type { Engine } from '../engine/types.ts';
import { KnowledgeError } from '../knowledge-error.ts';
import { projectRoot } from '../project-root.ts';
import { BUNDLE_FORM, type Bundle } from './bundle.ts';
import { bundleFiles } from './bundle-files.ts';

/** Everything the bot knows, loaded. */
export interface Knowledge {
  readonly topics: ReadonlyMap<string, Topic>;
  readonly directory: Directory;
  readonly engine: Engine;
  /** Fingerprint of the sources it was built from. */
  readonly version: string;
}

/**
 * Loads what the build wrote, or an edition that lies in a folder of its own.
 * @throws {KnowledgeError} `bundle-missing` or `bundle-damaged`, with what to run.
 */
export function loadKnowledge(folder?: string): Knowledge {
  const files = bundleFiles(projectRoot(), folder);
  if (!existsSync(files.topics) || !existsSync(files.index)) {
    throw new KnowledgeError('bundle-missing', `no built knowledge in ${files.folder}: run 'npm run build'`);
  }
  try {
    const bundle = JSON.parse(readFileSync(files.topics, 'utf8')) as Bundle; // our own build wrote it
    if (!bundle.topics.every(({ id, texts }) => typeof id === 'string' && typeof texts === 'object'))
      throw new Error('a topic without id or texts');
    if (bundle.form !== BUNDLE_FORM) throw new Error(`form ${bundle.form}, not ${BUNDLE_FORM}`);
    return {
      topics: new Map(bundle.topics.map(topic => [topic.id, topic])),
      directory: loadDirectory(),
      engine: loadIndex(readFileSync(files.index)),
      version: bundle.fingerprint,
    };
  } catch (cause) {
    if (cause instanceof KnowledgeError && cause.code === 'directory-invalid') throw cause;
    throw new KnowledgeError(
      'bundle-damaged',
      `built knowledge can't be read: run 'npm run build:knowledge -- --force'`,
      { cause },
    );
  }
}
