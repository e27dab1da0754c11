import { createHash } from 'node:crypto';
import type { Operation } from '../../knowledge/publish/operation.ts';
import { EditionMovedError } from '../transcripts/edition-store.ts';
import type { Clock } from '../turn/clock.ts';
import { type EditionPlace, fetchEdition, readManifest } from './fetch-edition.ts';
import type { MadeEdition } from './make-edition.ts';
import type { Manifest } from './manifest.ts';
import { EditionError } from './pack.ts';
import { runEditionProcess } from './run-edition-process.ts';

/** What a change would do, without the files. */
export type EditionReport = Omit<
  Extract<MadeEdition, { readonly kind: 'made' }>,
  'packed' | 'kind' | 'files'
>;

/** A change that was made into an edition, or what is wrong with it. */
export type Prepared =
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | { readonly kind: 'ready'; readonly edition: string; readonly report: EditionReport };

/** Makes editions of the knowledge and puts them live, for people of the console and the command line. */
export interface Editions {
  /**
   * Makes an edition of what is live and one more change, and tries it. Nothing is live by that.
   * @param by who asked for it
   * @param messages further messages to try it on
   */
  prepare(
    change: Operation,
    by: string,
    messages?: readonly { readonly lang: string; readonly text: string }[],
    onProgress?: (step: string) => void,
  ): Promise<Prepared>;
  /**
   * Puts a prepared edition live, in every process within seconds.
   * @throws {EditionMovedError} where something else went live since it was prepared: prepare it again.
   * @throws {EditionError} where it can't be trusted or is no longer kept.
   */
  putLive(edition: string, by: string, why: string): Promise<void>;
  /**
   * Goes back to what was live before the live edition was made.
   * @throws {EditionError} where what is live is the knowledge that the code was built with.
   */
  goBack(by: string, why: string): Promise<string | null>;
  /** Puts the built knowledge live: once the changes are in the files it is built from. */
  reset(by: string, why: string): Promise<void>;
  /** Makes an edition of the built knowledge and all changes of the live one: after the code brought newer knowledge. */
  renew(by: string, onProgress?: (step: string) => void): Promise<Prepared>;
}

const KEPT = 20;

/** @param trialFile conversations every edition is tried on, one JSON object a line; may be missing */
export function editions(place: EditionPlace, trialFile: string, clock: Clock): Editions {
  const { store, signer } = place;

  const make = async (
    operations: readonly Operation[],
    parent: string | null,
    by: string,
    messages: readonly { readonly lang: string; readonly text: string }[],
    onProgress?: (step: string) => void,
  ): Promise<Prepared> => {
    const made = await runEditionProcess(
      {
        operations,
        before: parent === null ? null : await fetchEdition(place, parent),
        trialFile,
        messages,
        today: clock().toISOString().slice(0, 10),
      },
      onProgress,
    );
    if (made.kind === 'refused') return made;
    const { files, packed, base, stale, effects, changed } = made;
    const madeAt = clock();
    const content = {
      form: 1 as const,
      parent,
      base,
      operations: [...operations],
      files,
      madeBy: by,
      madeAt: madeAt.toISOString(),
    };
    const id = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
    const manifest = JSON.stringify({ ...content, id } satisfies Manifest);
    await store.add({ id, parent, manifest, signature: signer.sign(manifest), packed, madeAt });
    await store.prune(KEPT);
    return { kind: 'ready', edition: id, report: { base, stale, effects, changed } };
  };
  const operationsOf = async (edition: string | null) =>
    edition === null ? [] : (await readManifest(place, edition)).operations;

  return {
    prepare: async (change, by, messages = [], onProgress) => {
      const live = await store.live();
      const parent = live?.edition ?? null;
      return make([...(await operationsOf(parent)), change], parent, by, messages, onProgress);
    },
    putLive: async (edition, by, why) => {
      const { parent } = await readManifest(place, edition);
      await fetchEdition(place, edition);
      const live = await store.live();
      if ((live?.edition ?? null) !== parent) throw new EditionMovedError();
      await store.putLive({ edition, by, why, at: clock(), follows: live?.seq ?? 0 });
    },
    goBack: async (by, why) => {
      const live = await store.live();
      if (!live || live.edition === null) {
        throw new EditionError('there is nothing to go back to: the built knowledge is live');
      }
      const { parent } = await readManifest(place, live.edition);
      if (parent !== null) await fetchEdition(place, parent);
      await store.putLive({ edition: parent, by, why, at: clock(), follows: live.seq });
      return parent;
    },
    reset: async (by, why) => {
      const live = await store.live();
      await store.putLive({ edition: null, by, why, at: clock(), follows: live?.seq ?? 0 });
    },
    renew: async (by, onProgress) => {
      const live = await store.live();
      const edition = live?.edition ?? null;
      return make(await operationsOf(edition), edition, by, [], onProgress);
    },
  };
}
