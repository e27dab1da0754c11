import type { Kysely, RawBuilder, Transaction } from 'kysely';
import { insertGiven } from './given-rows.ts';
import type { ActivityRow, LogSchema } from './schema.ts';

const COLUMNS = {
  conversation_id: 'text',
  number: 'integer',
  direction: 'text',
  channel_message_id: 'text',
  reply_to: 'integer',
  activity: 'text',
  at: 'bigint',
} as const;

/** The statement that writes activities of any conversations. */
export function activitiesInsert(
  db: Pick<Kysely<LogSchema>, 'getExecutor'>,
  rows: readonly ActivityRow[],
  only?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const all = rows.map(row => ({ ...row }));
  return insertGiven(db, 'activities', COLUMNS, all, only);
}

/** Writes activities of any conversations by one statement. */
export async function insertActivities(
  db: Transaction<LogSchema>,
  rows: readonly ActivityRow[],
): Promise<void> {
  if (rows.length > 0) await activitiesInsert(db, rows).execute(db);
}
