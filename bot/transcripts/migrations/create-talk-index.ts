import { type Kysely, sql } from 'kysely';
import { numberedKey } from '../numbered-key.ts';
import type { LogSchema } from '../schema.ts';

/** The list of talks and the index they are found by; `indexLater` fills them with what the log has already. */
export async function createTalkIndex(db: Kysely<LogSchema>): Promise<void> {
  const key = numberedKey(db);
  await db.schema
    .createTable('talks')
    .addColumn('seq', key.type, key.build)
    .addColumn('conversation_id', 'text', column =>
      column.notNull().unique().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('begun_at', 'bigint', column => column.notNull())
    .addColumn('first_question', 'text', column => column.notNull())
    .addColumn('turns', 'integer', column => column.notNull())
    .addColumn('last_outcome', 'text', column => column.notNull())
    .addColumn('terms', 'text', column => column.notNull())
    .execute();
  await db.schema.createIndex('talks_begun_at').on('talks').columns(['begun_at']).execute();
  const terms = db.schema
    .createTable('talk_terms')
    .addColumn('term', 'text', column => column.notNull())
    .addColumn('talk', key.type, column => column.notNull())
    .addPrimaryKeyConstraint('talk_terms_key', ['term', 'talk']);
  // A table that is its own index: half the size, and what is read together lies together.
  await (key.postgres ? terms : terms.modifyEnd(sql`without rowid`)).execute();
  for (const statement of key.postgres ? FORGET_IN_POSTGRES : FORGET_IN_SQLITE) {
    await sql.raw(statement).execute(db);
  }
  await db.schema
    .alterTable('turns')
    .addColumn('unanswered', 'integer', column => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('turns_unanswered')
    .on('turns')
    .columns(['at'])
    .where(sql.ref('unanswered'), '=', sql.lit(1))
    .execute();
  await db.schema.createIndex('turns_at').on('turns').columns(['at']).execute();
  await db.schema.createIndex('feedback_conversation').on('feedback').columns(['conversation_id']).execute();
  await db.schema.createIndex('feedback_at').on('feedback').columns(['at']).execute();
}

/** The words of a deleted talk go with it, whichever way it is deleted. */
const FORGET_IN_SQLITE = [
  `create trigger talks_forget before delete on talks begin
     delete from talk_terms where talk = old.seq and term in (select value from json_each(old.terms));
   end`,
];
const FORGET_IN_POSTGRES = [
  `create function forget_talk_terms() returns trigger language plpgsql as $$ begin
     delete from talk_terms
      where talk = old.seq and term in (select json_array_elements_text(old.terms::json));
     return old;
   end $$`,
  'create trigger talks_forget before delete on talks for each row execute function forget_talk_terms()',
];
