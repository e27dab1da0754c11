import type { Logger } from 'pino';
import type { Means } from '../../dialogs/means.ts';
import { loadKnowledge } from '../../knowledge/bundle/load-knowledge.ts';
import { describeError } from '../watch/describe-error.ts';
import { type EditionPlace, fetchEdition, forgetOthers, readManifest } from './fetch-edition.ts';
import { EditionError } from './pack.ts';

/** The means decisions are made with now: those the service started with, and the knowledge of the live edition. */
export interface LiveMeans {
  /** What is live in this process at the moment; changes between turns, never within one. */
  means(): Means;
  /** Edition that is live here; null: the knowledge that the code was built with. */
  edition(): string | null;
  /** Looks whether another edition went live and takes it over. What can't be used is logged and left. */
  refresh(): Promise<void>;
  /** Looks again and again, less often while it fails; returns a function that ends it. */
  watch(everyMs?: number): () => void;
}

const EVERY_MS = 1_000;
/** Most milliseconds until the next look after some that failed: each may fetch a whole edition. */
const LONGEST_PAUSE_MS = 30_000;

/** @param base what the code was built with */
export function liveMeans(base: Means, place: EditionPlace, logger: Logger): LiveMeans {
  let current = base;
  let edition: string | null = null;
  let seen = 0;
  let pauseMs = 0;
  let nextAt = 0;
  let ready: string | null = null;
  let running: Promise<void> | null = null;

  /** What may go live next is fetched before it does, so that it is live at once then. */
  const getReady = async () => {
    const next = await place.store.newest();
    if (!next || next.parent !== edition || next.id === edition || next.id === ready) return;
    await fetchEdition(place, next.id).catch((error: unknown) => {
      // What can't be trusted is looked at again when it goes live; a database that did not answer, at the next look.
      if (!(error instanceof EditionError)) throw error;
    });
    ready = next.id;
    const parent = edition === null ? null : (await readManifest(place, edition)).parent;
    forgetOthers(place, [next.id, edition ?? '', parent ?? '']);
  };
  const look = async () => {
    const live = await place.store.live();
    if (!live || live.seq === seen) return getReady();
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
      // The one before it stays too: going back must not wait for it.
      forgetOthers(place, [live.edition, manifest.parent ?? '']);
    }
    edition = live.edition;
    seen = live.seq;
    logger.info({ edition, why: 'went live' }, 'knowledge changed');
  };
  const refresh = () => {
    running ??= look()
      .then(() => {
        pauseMs = 0;
      })
      .catch((error: unknown) => {
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(EVERY_MS, 2 * pauseMs));
        if (error instanceof EditionError) {
          logger.error({ code: error.code }, `${error.message}; what was live before it stays`);
        } else {
          logger.warn({ err: describeError(error) }, 'it could not be asked which edition is live');
        }
      })
      .finally(() => {
        nextAt = performance.now() + pauseMs;
        running = null;
      });
    return running;
  };
  return {
    means: () => current,
    edition: () => edition,
    refresh,
    watch: (everyMs = EVERY_MS) => {
      const timer = setInterval(() => {
        if (performance.now() >= nextAt) void refresh();
      }, everyMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
