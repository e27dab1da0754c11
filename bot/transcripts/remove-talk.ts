import type { Transaction } from 'kysely';
import type { LogSchema } from './schema.ts';

/** `talks` first: whoever changes one of the others has locked its row before. */
const TABLES_OF_A_TALK = [
  'talks',
  'activities',
  'turns',
  'feedback',
  'sms_deliveries',
  'sms_outgoing',
  'review_tasks',
  'reviews',
  'tags',
  'follow_ups',
] as const;

/** Everything that was said goes; the empty conversation stays, so that the member's open window still works. */
export async function emptyTalk(db: Transaction<LogSchema>, id: string): Promise<void> {
  for (const table of TABLES_OF_A_TALK) {
    await db.deleteFrom(table).where('conversation_id', '=', id).execute();
  }
  // What an editor wrote stays; the member's own words and what was said to them do not.
  await db
    .updateTable('drafts')
    .set({ messages: '[]', report: null, conversation_id: null })
    .where('conversation_id', '=', id)
    .execute();
}

/** A conversation and all that belongs to it, the words it is found by included. */
export async function removeTalk(db: Transaction<LogSchema>, id: string): Promise<void> {
  // Locked first, as by a turn: two that wait for each other's rows would both be lost.
  await db
    .updateTable('conversations')
    .set(row => ({ updated_at: row.ref('updated_at') }))
    .where('id', '=', id)
    .execute();
  await emptyTalk(db, id);
  await db.deleteFrom('legal_holds').where('conversation_id', '=', id).execute();
  await db.deleteFrom('conversations').where('id', '=', id).execute();
}

/** Whether a talk must be kept though its member wants it deleted; the wish is noted, for when the hold is lifted. */
export async function keptByHold(db: Transaction<LogSchema>, id: string): Promise<boolean> {
  const held = await db
    .updateTable('legal_holds')
    .set({ deletion_due: 1 })
    .where('conversation_id', '=', id)
    .executeTakeFirst();
  return held.numUpdatedRows > 0n;
}
