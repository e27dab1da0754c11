import type { Logger } from 'pino';
import { planDay } from '../../transcripts/review/plan-day.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import type { PurgedKind } from './purge.ts';

const LOOK_EVERY_MS = 10 * 60_000;
/** Hour of the plan's day from which on it is done. */
const HOUR = 2;

const HOUR_THERE = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hour: 'numeric',
  hourCycle: 'h23',
});

/** Does what is due once a day, in one of all processes. */
export interface Nightly {
  /** Does it if it is time and nobody did it today; says what came of it, or null. */
  look(): Promise<readonly PurgedKind[] | null>;
  /** Looks again and again; what it returns ends that. */
  start(): () => void;
}

export function nightly(parts: {
  readonly db: LogDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly run: () => Promise<readonly PurgedKind[]>;
}): Nightly {
  const { db, clock, logger, run } = parts;
  const look = async () => {
    const now = clock();
    if (Number(HOUR_THERE.format(now)) < HOUR) return null;
    const mine = await db
      .insertInto('purge_days')
      .values({ day: planDay(now), at: now.getTime() })
      .onConflict(conflict => conflict.column('day').doNothing())
      .executeTakeFirst();
    if (Number(mine.numInsertedOrUpdatedRows ?? 0) === 0) return null;
    const report = await run();
    logger.info(
      { purged: Object.fromEntries(report.map(({ kind, removed, held }) => [kind, { removed, held }])) },
      'what was too old was removed',
    );
    return report;
  };
  return {
    look,
    start: () => {
      const timer = setInterval(() => {
        look().catch(() => logger.error('the nightly purge failed; it is tried again tomorrow'));
      }, LOOK_EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
