import type { DailyCountRow, DailyJudgedRow, DailyLatencyRow } from '../review-schema.ts';
import type { LogDatabase } from '../schema.ts';
import { COUNT_COLUMNS } from './day-counts.ts';

/** What each value of each dimension came to over counted days, summed by the database. */
export async function summedSplits(db: LogDatabase, from: string, to: string): Promise<readonly SummedRow[]> {
  return db
    .selectFrom('daily_counts')
    .select(['dimension', 'value'])
    .select(({ fn }) => COUNT_COLUMNS.map(column => fn.sum<number>(column).as(column)))
    .where('dimension', '!=', 'all')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['dimension', 'value'])
    .execute();
}

/** How many turns of counted days took how long, by channel. */
export async function summedLatency(
  db: LogDatabase,
  from: string,
  to: string,
): Promise<readonly Omit<DailyLatencyRow, 'day'>[]> {
  return db
    .selectFrom('daily_latency')
    .select(['channel', 'bucket'])
    .select(({ fn }) => fn.sum<number>('turns').as('turns'))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['channel', 'bucket'])
    .execute();
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
  return db
    .selectFrom('daily_judged')
    .select(['dimension', 'value'])
    .select(({ fn }) => [fn.sum<number>('reviewed').as('reviewed'), fn.sum<number>('wrong').as('wrong')])
    .where('dimension', '!=', 'all')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['dimension', 'value'])
    .execute();
}

/** How many turns of a value of a dimension were judged. */
export type JudgedRow = Omit<DailyJudgedRow, 'day'>;

/** What a value of a dimension came to. */
export type SummedRow = Omit<DailyCountRow, 'day'>;
