import type { LogDatabase } from '../schema.ts';
import { countDay } from './day-counts.ts';
import { dayAfter, planDay } from './plan-day.ts';

/** Thumbs come after the answer, and clocks of several machines differ: a day is counted once it is this long over. */
const GRACE_MS = 3_600_000;
const ROWS_AT_ONCE = 500;

/**
 * Counts every day that is over and not counted yet, oldest first; safe to run by several processes at once.
 * A talk that is deleted later stays in the counts: they hold no words and no one's name.
 * @returns how many days were counted
 */
export async function rollUpDays(db: LogDatabase, now: Date): Promise<number> {
  const { first } = await db
    .selectFrom('turns')
    .select(row => row.fn.min<number | null>('at').as('first'))
    .executeTakeFirstOrThrow();
  if (first === null) return 0;
  const today = planDay(new Date(now.getTime() - GRACE_MS));
  const { last } = await db
    .selectFrom('daily_counts')
    .select(row => row.fn.max<string | null>('day').as('last'))
    .where('dimension', '=', 'all')
    .executeTakeFirstOrThrow();
  let days = 0;
  for (
    let day = last === null ? planDay(new Date(Number(first))) : dayAfter(last);
    day < today;
    day = dayAfter(day)
  ) {
    await writeDay(db, day);
    days += 1;
  }
  return days;
}

async function writeDay(db: LogDatabase, day: string): Promise<void> {
  const { counts, latency } = await countDay(db, day);
  // A day without turns is written too: it tells that it was counted.
  const rows = counts.some(({ dimension }) => dimension === 'all') ? counts : [{ ...NOTHING, day }];
  await db.transaction().execute(async transaction => {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await transaction
        .insertInto('daily_counts')
        .values(rows.slice(from, from + ROWS_AT_ONCE))
        .onConflict(conflict => conflict.columns(['dimension', 'day', 'value']).doNothing())
        .execute();
    }
    if (latency.length === 0) return;
    await transaction
      .insertInto('daily_latency')
      .values([...latency])
      .onConflict(conflict => conflict.columns(['day', 'channel', 'bucket']).doNothing())
      .execute();
  });
}

const NOTHING = {
  dimension: 'all',
  value: 'all',
  talks: 0,
  turns: 0,
  answered: 0,
  clarify: 0,
  handoff: 0,
  unanswered: 0,
  alarms: 0,
  thumbs_up: 0,
  thumbs_down: 0,
};
