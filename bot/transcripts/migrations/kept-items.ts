import type { Kysely } from 'kysely';

/** Items that belong to no talk and are forgotten after a while. */
export async function createKeptItems(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('kept_items')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('value', 'text', column => column.notNull())
    .addColumn('version', 'text', column => column.notNull())
    .addColumn('expires_at', 'bigint', column => column.notNull())
    .execute();
  await db.schema.createIndex('kept_items_expires_at').on('kept_items').columns(['expires_at']).execute();
}
