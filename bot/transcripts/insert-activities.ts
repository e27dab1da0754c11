import type { Transaction } from 'kysely';
import { insertGiven } from './given-rows.ts';
import type { ActivityRow, LogSchema } from './schema.ts';

/** Writes activities of any conversations by one statement. */
export async function insertActivities(
  db: Transaction<LogSchema>,
  rows: readonly ActivityRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = {
    conversation_id: 'text',
    number: 'integer',
    direction: 'text',
    channel_message_id: 'text',
    reply_to: 'integer',
    activity: 'text',
    at: 'bigint',
  } as const;
  const all = rows.map(row => ({ ...row }));
  await insertGiven(db, 'activities', columns, all).execute(db);
}
