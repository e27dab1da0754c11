import type { Activity } from 'botbuilder';
import { sql, type Transaction } from 'kysely';
import { insertGiven } from './given-rows.ts';
import { insertActivities } from './insert-activities.ts';
import { activityRow } from './log-rows.ts';
import type { LogSchema } from './schema.ts';
import type { NewConversation } from './transcript-log.ts';

/** A conversation and what the bot says first in it, if anything. */
export interface TalkBeginning {
  readonly conversation: NewConversation;
  readonly words: readonly Partial<Activity>[];
}

/**
 * Opens conversations and writes their first words, a statement a table for all of them. One that is there, but in
 * which nothing was said yet, gets them too.
 * @returns in their order: whether it was begun now
 */
export async function beginTalks(
  db: Transaction<LogSchema>,
  beginnings: readonly TalkBeginning[],
): Promise<readonly boolean[]> {
  const columns = {
    id: 'text',
    channel: 'text',
    reference: 'text',
    state: 'text',
    language: 'text',
    plan: 'text',
    last_number: 'integer',
    flags: 'text',
    opened_at: 'bigint',
    updated_at: 'bigint',
  } as const;
  const rows = beginnings.map(({ conversation: { id, channel, reference, state, at }, words }) => ({
    id,
    channel,
    reference,
    state: JSON.stringify(state),
    language: state.language,
    plan: state.plan,
    last_number: words.length,
    flags: '',
    opened_at: at.getTime(),
    updated_at: at.getTime(),
  }));
  const begun = await sql<{ readonly id: string }>`
    ${insertGiven(db, 'conversations', columns, rows)}
    on conflict (id) do update set last_number = excluded.last_number, updated_at = excluded.updated_at
      where conversations.last_number = 0
    returning id`.execute(db);
  const ids = new Set(begun.rows.map(({ id }) => id));
  await insertActivities(
    db,
    beginnings
      .filter(({ conversation }) => ids.has(conversation.id))
      .flatMap(({ conversation: { id, at }, words }) =>
        words.map((activity, place) =>
          activityRow(id, { number: place + 1, direction: 'out', replyTo: null, activity, at }),
        ),
      ),
  );
  return beginnings.map(({ conversation }) => ids.has(conversation.id));
}
