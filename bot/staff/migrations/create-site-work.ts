import type { Kysely } from 'kysely';

/** What on the site no longer fits the articles, as last found, and which of it somebody has dealt with. */
export async function createSiteWork(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('site_reports')
    .addColumn('id', 'integer', column => column.primaryKey())
    .addColumn('report', 'text', column => column.notNull())
    .addColumn('made_at', 'bigint', column => column.notNull())
    .execute();
  await db.schema
    .createTable('site_marks')
    .addColumn('finding', 'text', column => column.primaryKey())
    .addColumn('since', 'text', column => column.notNull())
    .addColumn('by', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute();
}
