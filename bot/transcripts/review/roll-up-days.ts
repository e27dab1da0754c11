import { setImmediate } from 'node:timers/promises';
import type { LogDatabase } from '../schema.ts';
import { countDay, NOTHING } from './day-counts.ts';
import { dayAfter, dayStart, planDay } from './plan-day.ts';

/** Thumbs come after the answer, and clocks of several machines differ: a day is counted once it is this long over. */
const GRACE_MS = 3_600_000;
const ROWS_AT_ONCE = 500;

/**
 * Counts every day that is over and not counted yet, oldest first; safe to run by several processes at once. Members
 * are answered between two days. A talk that is deleted later stays in the counts: they hold no words and no one's name.
 * @param end where it is given up in between, after the day that is under way
 * @returns how many days were counted; days on which nobody wrote are passed over
 */
export async function rollUpDays(db: LogDatabase, now: Date, end?: AbortSignal): Promise<number> {
  const today = planDay(new Date(now.getTime() - GRACE_MS));
  const yesterday = dayAfter(today, -1);
  const { last } = await db
    .selectFrom('daily_counts')
    .select(row => row.fn.max<string | null>('day').as('last'))
    .where('dimension', '=', 'all')
    .where('value', '=', 'all')
    .executeTakeFirstOrThrow();
  let days = 0;
  let counted = last;
  while (!end?.aborted && (counted === null || counted < yesterday)) {
    const day = await dayWithAny(db, counted);
    if (day === null || day >= today) break;
    await writeDay(db, day);
    counted = day;
    days += 1;
    await setImmediate();
  }
  // What was passed over is not looked at again.
  if (!end?.aborted && counted !== null && counted < yesterday) await writeDay(db, yesterday);
  return days;
}

/** The first day after another, or of all, on which somebody wrote or gave a thumb. */
async function dayWithAny(db: LogDatabase, after: string | null): Promise<string | null> {
  const from = after === null ? 0 : dayStart(dayAfter(after)).getTime();
  const first = async (table: 'turns' | 'feedback') => {
    const row = await db
      .selectFrom(table)
      .select('at')
      .where('at', '>=', from)
      .orderBy('at')
      .limit(1)
      .executeTakeFirst();
    return row ? Number(row.at) : Number.POSITIVE_INFINITY;
  };
  const at = Math.min(await first('turns'), await first('feedback'));
  return Number.isFinite(at) ? planDay(new Date(at)) : null;
}

async function writeDay(db: LogDatabase, day: string): Promise<void> {
  const { counts, latency } = await countDay(db, day);
  const rows = counts.length > 0 ? counts : [{ ...NOTHING, day }];
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
