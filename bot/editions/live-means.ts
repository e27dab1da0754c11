import type { Logger } from 'pino';
import type { Means } from '../../dialogs/means.ts';
import { loadKnowledge } from '../../knowledge/bundle/load-knowledge.ts';
import type { EditionPlace } from './fetch-edition.ts';
import { fetchEdition, readManifest } from './fetch-edition.ts';

/** The means decisions are made with now: those the service started with, and the knowledge of the live edition. */
export interface LiveMeans {
  /** What is live in this process at the moment; changes between turns, never within one. */
  means(): Means;
  /** Edition that is live here; null: the knowledge that the code was built with. */
  edition(): string | null;
  /** Looks whether another edition went live and takes it over. What can't be used is logged and left. */
  refresh(): Promise<void>;
  /** Looks again and again; returns a function that ends it. */
  watch(everyMs?: number): () => void;
}

const EVERY_MS = 2_000;

/** @param base what the code was built with */
export function liveMeans(base: Means, place: EditionPlace, logger: Logger): LiveMeans {
  let current = base;
  let edition: string | null = null;
  let seen = 0;
  let running: Promise<void> | null = null;

  const look = async () => {
    const live = await place.store.live();
    if (!live || live.seq === seen) return;
    if (live.edition === null) {
      current = base;
    } else if (live.edition !== edition) {
      const manifest = await readManifest(place, live.edition);
      const knowledge = loadKnowledge(await fetchEdition(place, live.edition));
      if (base.knowledge && manifest.base !== base.knowledge.version) {
        logger.warn(
          { edition: live.edition },
          "the live edition was made from other built knowledge than this code has: run 'npm run editions -- renew'",
        );
      }
      current = { ...base, knowledge: { ...knowledge, directory: base.directory } };
    }
    edition = live.edition;
    seen = live.seq;
    logger.info({ edition, why: 'went live' }, 'knowledge changed');
  };
  const refresh = () => {
    running ??= look()
      .catch((error: unknown) => {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        logger.error({ name }, `the live edition can't be used, the one before it stays: ${message}`);
      })
      .finally(() => {
        running = null;
      });
    return running;
  };
  return {
    means: () => current,
    edition: () => edition,
    refresh,
    watch: (everyMs = EVERY_MS) => {
      const timer = setInterval(() => void refresh(), everyMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
