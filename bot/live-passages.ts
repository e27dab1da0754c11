import { join } from 'node:path';
import type { Logger } from 'pino';
import { type PassageFinder, passageFinder } from '../knowledge/passages/find-passage.ts';
import { openShelf, shelfVersion } from '../knowledge/passages/passage-shelf.ts';

/** The passages in service, kept up with what `knowledge -- passages` does in the data folder. */
export interface LivePassages {
  /** Finds among the passages in service now; nothing where there are none. */
  readonly find: PassageFinder;
  /** Looks whether others were put into service, or all taken out. What can't be read is logged, and what was there stays. */
  refresh(): void;
  /** Looks again and again; returns a function that ends it. */
  watch(everyMs?: number): () => void;
}

const EVERY_MS = 2_000;

/** @param dataDir `DATA_DIR` */
export function livePassages(dataDir: string, logger: Logger): LivePassages {
  const folder = join(dataDir, 'ingest', 'passages');
  let current: PassageFinder | null = null;
  let seen: string | null = null;
  let told = '';

  const look = () => {
    const version = shelfVersion(folder);
    if (version === undefined || version === seen) return;
    const shelf = openShelf(folder);
    // Replaced while it was read, index and texts may not belong together: the next look takes it.
    if (shelfVersion(folder) !== version) return;
    current = shelf && passageFinder(shelf);
    seen = version;
    told = '';
    logger.info({ passages: shelf?.index.stats.passages ?? 0 }, 'passages of the site changed');
  };
  const refresh = () => {
    try {
      look();
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error(String(error));
      if (message !== told)
        logger.error(`passages can't be read: ${message}; what was in service before stays`);
      told = message;
    }
  };
  return {
    find: (question, language) => current?.(question, language) ?? null,
    refresh,
    watch: (everyMs = EVERY_MS) => {
      const timer = setInterval(refresh, everyMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
