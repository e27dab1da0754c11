import type { DailyCountRow, DailyLatencyRow } from '../review-schema.ts';
import type { LogDatabase } from '../schema.ts';

/** What each value of each dimension came to over counted days, summed by the database. */
export async function summedSplits(db: LogDatabase, from: string, to: string): Promise<readonly SummedRow[]> {
  const rows = await db
    .selectFrom('daily_counts')
    .select(['dimension', 'value'])
    .select(({ fn }) => COUNT_COLUMNS.map(column => fn.sum<number>(column).as(column)))
    .where('dimension', '!=', 'all')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['dimension', 'value'])
    .execute();
  return rows.map(row => ({
    ...row,
    // PostgreSQL sums integers into texts.
    talks: Number(row.talks),
    turns: Number(row.turns),
    answered: Number(row.answered),
    clarify: Number(row.clarify),
    handoff: Number(row.handoff),
    unanswered: Number(row.unanswered),
    alarms: Number(row.alarms),
    thumbs_up: Number(row.thumbs_up),
    thumbs_down: Number(row.thumbs_down),
  }));
}

/** How many turns of counted days took how long, by channel. */
export async function summedLatency(
  db: LogDatabase,
  from: string,
  to: string,
): Promise<readonly Omit<DailyLatencyRow, 'day'>[]> {
  const rows = await db
    .selectFrom('daily_latency')
    .select(['channel', 'bucket'])
    .select(({ fn }) => fn.sum<number>('turns').as('turns'))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['channel', 'bucket'])
    .execute();
  return rows.map(row => ({ ...row, turns: Number(row.turns) }));
}

/** What a value of a dimension came to. */
export type SummedRow = Omit<DailyCountRow, 'day'>;

const COUNT_COLUMNS = [
  'talks',
  'turns',
  'answered',
  'clarify',
  'handoff',
  'unanswered',
  'alarms',
  'thumbs_up',
  'thumbs_down',
] as const;
