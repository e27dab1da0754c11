import type { LogDatabase } from './schema.ts';
import type { NewOutgoing } from './sms-outbox.ts';
import { insertOutgoing } from './sms-outbox.ts';

/** Milliseconds that a request may hold a message before another process takes it over. */
export const LEASE_MS = 30_000;
/** Tries after which a message that always fails is left alone. */
const MOST_ATTEMPTS = 5;

/** A message that came in, as it waits for its turn. */
export interface InboxEntry {
  readonly seq: number;
  readonly conversationId: string;
  readonly messageId: string;
  readonly sealed: string | null;
  /** False where the message was here before: another delivery of the same. */
  readonly fresh: boolean;
}

/** Whether a request may work on its message now. */
export type Claim =
  | { readonly kind: 'mine' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done'; readonly later: boolean; readonly answer: string | null };

/**
 * The text messages that came in, in order of arrival over all processes that share the database. A message is
 * in it before anything else is done with it, so that a crash loses none: another process takes it over.
 */
export interface SmsInbox {
  enter(arrival: {
    readonly conversationId: string;
    readonly messageId: string;
    readonly sealed: string;
    readonly holder: string;
    readonly at: Date;
  }): Promise<InboxEntry>;
  /** Asks for the turn: given when all earlier messages of the conversation are done and nobody else works on it. */
  claim(seq: number, holder: string, now: Date): Promise<Claim>;
  /** Done. What is to be sent later is queued in the same transaction; returns whether it was. */
  finish(
    seq: number,
    result: {
      readonly byLaterSend: boolean;
      readonly outgoing: readonly NewOutgoing[];
      readonly answer: string | null;
    },
  ): Promise<boolean>;
  /** The webhook gives up waiting: the reply is sent later. False where it has just been done. */
  answerLater(seq: number): Promise<boolean>;
  /** Failed: anybody may try again at once. */
  release(seq: number): Promise<void>;
  /** Messages whose holder is gone, oldest first. */
  abandoned(now: Date, limit: number): Promise<readonly InboxEntry[]>;
  /** Forgets what was done before a time; a delivery that comes after that is new, unless it is in the log. */
  forget(before: Date): Promise<void>;
}

/** The inbox in the database of the log. */
export function databaseInbox(db: LogDatabase): SmsInbox {
  return {
    enter: async ({ conversationId, messageId, sealed, holder, at }) => {
      const made = await db
        .insertInto('sms_inbox')
        .values({
          conversation_id: conversationId,
          message_id: messageId,
          sealed,
          holder,
          lease_until: at.getTime() + LEASE_MS,
          attempts: 0,
          later: 0,
          done: 0,
          answer: null,
          at: at.getTime(),
        })
        .onConflict(conflict => conflict.columns(['conversation_id', 'message_id']).doNothing())
        .returning('seq')
        .executeTakeFirst();
      if (made) return { seq: made.seq, conversationId, messageId, sealed, fresh: true };
      const known = await db
        .selectFrom('sms_inbox')
        .select('seq')
        .where('conversation_id', '=', conversationId)
        .where('message_id', '=', messageId)
        .executeTakeFirstOrThrow();
      return { seq: known.seq, conversationId, messageId, sealed, fresh: false };
    },

    claim: async (seq, holder, now) => {
      const row = await db.selectFrom('sms_inbox').selectAll().where('seq', '=', seq).executeTakeFirst();
      if (!row) return { kind: 'done', later: true, answer: null };
      if (row.done === 1) return { kind: 'done', later: row.later === 1, answer: row.answer };
      const mine = row.holder === holder;
      if (!mine && Number(row.lease_until) > now.getTime()) return { kind: 'waiting' };
      const earlier = await db
        .selectFrom('sms_inbox')
        .select('seq')
        .where('conversation_id', '=', row.conversation_id)
        .where('done', '=', 0)
        .where('seq', '<', seq)
        .where('attempts', '<', MOST_ATTEMPTS)
        .limit(1)
        .executeTakeFirst();
      const stale = Number(row.lease_until) - now.getTime() < LEASE_MS / 2;
      if (earlier && !(mine && stale)) return { kind: 'waiting' };
      if (mine && !stale) return { kind: 'mine' };
      const taken = await db
        .updateTable('sms_inbox')
        .set(value => ({
          holder,
          lease_until: now.getTime() + LEASE_MS,
          attempts: mine ? value.ref('attempts') : value('attempts', '+', 1),
        }))
        .where('seq', '=', seq)
        .where('holder', '=', row.holder)
        .where('lease_until', '=', row.lease_until)
        .where('done', '=', 0)
        .executeTakeFirst();
      return { kind: taken.numUpdatedRows === 1n && !earlier ? 'mine' : 'waiting' };
    },

    finish: (seq, { byLaterSend, outgoing, answer }) =>
      db.transaction().execute(async transaction => {
        const row = await transaction
          .updateTable('sms_inbox')
          .set(value => ({
            done: 1,
            sealed: null,
            answer,
            later: byLaterSend ? 1 : value.ref('later'),
          }))
          .where('seq', '=', seq)
          .returning('later')
          .executeTakeFirst();
        if (row?.later !== 1) return false;
        await insertOutgoing(transaction, outgoing);
        return true;
      }),

    answerLater: async seq => {
      const changed = await db
        .updateTable('sms_inbox')
        .set({ later: 1 })
        .where('seq', '=', seq)
        .where('done', '=', 0)
        .executeTakeFirst();
      return changed.numUpdatedRows === 1n;
    },

    release: async seq => {
      await db
        .updateTable('sms_inbox')
        .set(value => ({ lease_until: 0, attempts: value('attempts', '+', 1) }))
        .where('seq', '=', seq)
        .where('done', '=', 0)
        .execute();
    },

    abandoned: async (now, limit) => {
      const rows = await db
        .selectFrom('sms_inbox')
        .selectAll()
        .where('done', '=', 0)
        .where('lease_until', '<=', now.getTime())
        .where('attempts', '<', MOST_ATTEMPTS)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(row => ({
        seq: row.seq,
        conversationId: row.conversation_id,
        messageId: row.message_id,
        sealed: row.sealed,
        fresh: false,
      }));
    },

    forget: async before => {
      await db
        .deleteFrom('sms_inbox')
        .where('at', '<', before.getTime())
        .where(row => row.or([row('done', '=', 1), row('attempts', '>=', MOST_ATTEMPTS)]))
        .execute();
    },
  };
}
