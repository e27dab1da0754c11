import { type Kysely, sql } from 'kysely';

/** The newest unanswered questions of one language, found without looking at those of all others. */
export async function indexUnanswered(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('turns_unanswered_language')
    .on('turns')
    .columns(['language', 'at'])
    .where(sql.ref('unanswered'), '=', sql.lit(1))
    .execute();
}
