import type { Kysely } from 'kysely';

/** Legal holds, and the days on which was purged. */
export async function createRetention(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('legal_holds')
    .addColumn('conversation_id', 'text', column => column.primaryKey())
    .addColumn('placed_by', 'text', column => column.notNull())
    .addColumn('why', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('deletion_due', 'integer', column => column.notNull())
    .execute();
  await db.schema
    .createTable('purge_days')
    .addColumn('day', 'text', column => column.primaryKey())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute();
}
