import { type Kysely, sql } from 'kysely';
import { isPostgres } from '../numbered-key.ts';
import { countAllJudged } from '../review/judged-days.ts';
import type { LogSchema } from '../schema.ts';

/** How many turns of each day were judged, and how many of them wrong; filled with the judgements there are. */
export async function createDailyJudged(db: Kysely<LogSchema>): Promise<void> {
  const table = db.schema
    .createTable('daily_judged')
    .addColumn('day', 'text', column => column.notNull())
    .addColumn('dimension', 'text', column => column.notNull())
    .addColumn('value', 'text', column => column.notNull())
    .addColumn('reviewed', 'integer', column => column.notNull())
    .addColumn('wrong', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('daily_judged_key', ['dimension', 'value', 'day']);
  await (isPostgres(db) ? table : table.modifyEnd(sql`without rowid`)).execute();
  await countAllJudged(db);
}
