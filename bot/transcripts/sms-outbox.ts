import type { Kysely } from 'kysely';
import type { LogDatabase, LogSchema, SmsOutgoingRow } from './schema.ts';

/** Milliseconds that one try may take before another process may try too. */
const LEASE_MS = 60_000;

/** A text message to be queued. */
export interface NewOutgoing {
  /** Also the token by which the provider tells two tries of one message. */
  readonly id: string;
  readonly conversationId: string;
  readonly number: number;
  readonly sealed: string;
  readonly text: string;
  readonly confirmsOptOut: boolean;
  readonly at: Date;
}

/** A queued message that is due now. */
export interface DueOutgoing extends NewOutgoing {
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** An earlier try may have reached the provider. */
  readonly uncertain: boolean;
}

/** Text messages to be sent later: one row a message of the log, never two. */
export interface SmsOutbox {
  /** Takes the first message that is due; a conversation's messages go one after the other. */
  takeDue(now: Date): Promise<DueOutgoing | null>;
  /** Sent, failed for good, or not to be sent: number and text are forgotten. */
  settle(id: string, state: 'sent' | 'failed' | 'dropped', error: string | null): Promise<void>;
  /** Tried in vain; again at a time. */
  postpone(
    id: string,
    next: { readonly at: Date; readonly error: string; readonly uncertain: boolean },
  ): Promise<void>;
  /** Drops all that is still due in a conversation. */
  dropConversation(conversationId: string, error: string): Promise<void>;
}

/** The outgoing queue in the database of the log. */
export function databaseOutbox(db: LogDatabase): SmsOutbox {
  const forgotten = { sealed: null, text: null } as const;
  return {
    takeDue: async now => {
      const row = await db
        .updateTable('sms_outgoing')
        .set(value => ({
          attempts: value('attempts', '+', 1),
          uncertain: value('uncertain', '+', 1),
          lease_until: now.getTime() + LEASE_MS,
        }))
        .where('state', '=', 'due')
        // Asked again here: where two workers pick the same row, PostgreSQL lets the second wait and then look anew.
        .where('lease_until', '<=', now.getTime())
        .where('id', '=', select =>
          select
            .selectFrom('sms_outgoing as next')
            .select('next.id')
            .where('next.state', '=', 'due')
            .where('next.due_at', '<=', now.getTime())
            .where('next.lease_until', '<=', now.getTime())
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('sms_outgoing as before')
                    .select('before.id')
                    .whereRef('before.conversation_id', '=', 'next.conversation_id')
                    .whereRef('before.number', '<', 'next.number')
                    .where('before.state', '=', 'due'),
                ),
              ),
            )
            .orderBy('next.due_at')
            .orderBy('next.number')
            .limit(1),
        )
        .returningAll()
        .executeTakeFirst();
      return row ? toDue(row) : null;
    },
    settle: async (id, state, error) => {
      await db
        .updateTable('sms_outgoing')
        .set({ ...forgotten, state, error, uncertain: 0 })
        .where('id', '=', id)
        .execute();
    },
    postpone: async (id, { at, error, uncertain }) => {
      await db
        .updateTable('sms_outgoing')
        .set({ due_at: at.getTime(), lease_until: 0, error, uncertain: uncertain ? 1 : 0 })
        .where('id', '=', id)
        .execute();
    },
    dropConversation: async (conversationId, error) => {
      await db
        .updateTable('sms_outgoing')
        .set({ ...forgotten, state: 'dropped', error })
        .where('conversation_id', '=', conversationId)
        .where('state', '=', 'due')
        .execute();
    },
  };
}

/** Queues messages; one that is queued already stays as it is. */
export async function insertOutgoing(db: Kysely<LogSchema>, messages: readonly NewOutgoing[]): Promise<void> {
  if (messages.length === 0) return;
  await db
    .insertInto('sms_outgoing')
    .values(
      messages.map(({ id, conversationId, number, sealed, text, confirmsOptOut, at }) => ({
        id,
        conversation_id: conversationId,
        number,
        sealed,
        text,
        confirms_opt_out: confirmsOptOut ? 1 : 0,
        state: 'due' as const,
        attempts: 0,
        uncertain: 0,
        due_at: at.getTime(),
        lease_until: 0,
        error: null,
        at: at.getTime(),
      })),
    )
    .onConflict(conflict => conflict.columns(['conversation_id', 'number']).doNothing())
    .execute();
}

function toDue(row: SmsOutgoingRow): DueOutgoing {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    number: row.number,
    sealed: row.sealed ?? '',
    text: row.text ?? '',
    confirmsOptOut: row.confirms_opt_out === 1,
    at: new Date(Number(row.at)),
    attempts: row.attempts,
    uncertain: row.uncertain > 1,
  };
}
