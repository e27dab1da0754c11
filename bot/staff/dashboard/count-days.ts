import type { Logger } from 'pino';
import { runEvery } from '../../run-every.ts';
import { rollUpDays } from '../../transcripts/review/roll-up-days.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';

const EVERY_MS = 10 * 60_000;

/**
 * Counts the days that are over, now and again, so that nobody who opens the dashboard waits for it.
 * @returns what ends that, after the day that is being counted
 */
export function startCountingDays(parts: {
  readonly db: LogDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
}): () => Promise<void> {
  const { db, clock, logger } = parts;
  const end = new AbortController();
  const counting = runEvery(
    EVERY_MS,
    async () => {
      await rollUpDays(db, clock(), end.signal);
    },
    () => logger.error('the days that are over could not be counted; it is tried again'),
  );
  counting.now();
  return async () => {
    end.abort();
    await counting.end();
  };
}
