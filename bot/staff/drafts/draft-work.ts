import type { Logger } from 'pino';
import type { Editions } from '../../editions/editions.ts';
import { describeError } from '../../watch/describe-error.ts';
import type { Draft, DraftStore } from './draft-store.ts';

/** Tries drafts in the background, one at a time: each takes a processor for some ten seconds. */
export interface DraftWork {
  /** Tries a draft that stands at `trying`; what comes of it is written to the draft. */
  try(draft: Draft): void;
  /** Resolves when nothing is being tried. */
  done(): Promise<void>;
}

/** Makes the worker of this process. */
export function draftWork(parts: {
  readonly drafts: DraftStore;
  readonly editions: Editions;
  readonly logger: Logger;
}): DraftWork {
  const { drafts, editions, logger } = parts;
  let last = Promise.resolve();

  const work = async ({ id, operation, author, messages }: Draft) => {
    try {
      const prepared = await editions.prepare(operation, author, messages);
      const change =
        prepared.kind === 'refused'
          ? ({ state: 'refused', problems: prepared.problems, edition: null, report: null } as const)
          : ({ state: 'ready', problems: [], edition: prepared.edition, report: prepared.report } as const);
      await drafts.change(id, ['trying'], change);
    } catch (error) {
      logger.error({ draft: id, err: describeError(error) }, 'a draft could not be tried');
      await drafts.change(id, ['trying'], { state: 'failed' });
    }
  };
  return {
    try: draft => {
      last = last
        .then(() => work(draft))
        .catch(() => logger.error({ draft: draft.id }, 'a draft was lost from sight'));
    },
    done: () => last,
  };
}
