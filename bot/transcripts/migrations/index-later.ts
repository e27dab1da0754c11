import { type Kysely, sql } from 'kysely';
import type { LogSchema } from '../schema.ts';
import { indexExisting } from '../talk-index/index-existing.ts';

/** The words of turns that are not in the index yet, and the talks that have some; what has no index gets one. */
export async function indexLater(db: Kysely<LogSchema>): Promise<void> {
  await db.schema.alterTable('talks').addColumn('due', 'text').execute();
  await db.schema
    .createIndex('talks_due')
    .on('talks')
    .columns(['seq'])
    .where(sql.ref('due'), 'is not', null)
    .execute();
  await indexExisting(db);
}
