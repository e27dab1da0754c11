import type { DailyCountRow, DailyJudgedRow, DailyLatencyRow } from '../review-schema.ts';
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

/** How many turns of each day were judged; one row a day. */
export async function judgedDays(
  db: LogDatabase,
  from: string,
  to: string,
): Promise<readonly DailyJudgedRow[]> {
  return db
    .selectFrom('daily_judged')
    .selectAll()
    .where('dimension', '=', 'all')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
}

/** How many turns of each value of each dimension were judged. */
export async function summedJudged(db: LogDatabase, from: string, to: string): Promise<readonly JudgedRow[]> {
  const rows = await db
    .selectFrom('daily_judged')
    .select(['dimension', 'value'])
    .select(({ fn }) => [fn.sum<number>('reviewed').as('reviewed'), fn.sum<number>('wrong').as('wrong')])
    .where('dimension', '!=', 'all')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['dimension', 'value'])
    .execute();
  return rows.map(row => ({ ...row, reviewed: Number(row.reviewed), wrong: Number(row.wrong) }));
}

/** How many turns of a value of a dimension were judged. */
export type JudgedRow = Omit<DailyJudgedRow, 'day'>;

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
