import type { LogDatabase } from '../schema.ts';
import { indexDue } from './write-index.ts';

const EVERY_MS = 2_000;

/**
 * Puts the words of committed turns into the index again and again. Whatever ends a process in between is made good
 * by the next one to look.
 * @param everyMs milliseconds between two looks, 2,000 by default
 * @returns what ends it, after the look that is under way
 */
export function keepIndexing(
  db: LogDatabase,
  onError: (error: unknown) => void,
  everyMs = EVERY_MS,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= indexDue(db)
      .catch(onError)
      .finally(() => {
        running = null;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
