import type { Kysely } from 'kysely';

/** Forms that could not be sent any more, since their writer had been signed out. */
export async function createUnsent(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unsent_forms')
    .addColumn('staff_id', 'text', column => column.primaryKey().references('staff.id'))
    .addColumn('sealed', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute();
  await db.schema
    .createIndex('conversations_channel')
    .on('conversations')
    .columns(['channel', 'opened_at'])
    .execute();
}
