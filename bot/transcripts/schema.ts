import type { ColumnType, Kysely } from 'kysely';
import type { StaffSchema } from '../staff/staff-schema.ts';
import type { EditionSchema } from './edition-schema.ts';
import type { ReviewSchema } from './review-schema.ts';

/** One row a conversation. `state` is what the dialogs remember (JSON), kept with the log so that both change together. */
export interface ConversationRow {
  readonly id: string;
  readonly channel: string;
  /** Code a member reads to the agent on the phone. */
  readonly reference: string;
  readonly language: string | null;
  readonly plan: string | null;
  readonly state: string;
  /** Number of activities written so far; the next one gets the number after it. Also guards against lost updates. */
  readonly last_number: number;
  /** Flags of its turns, space separated; empty where none. */
  readonly flags: string;
  /** Milliseconds since 1970. */
  readonly opened_at: number;
  readonly updated_at: number;
}

/** One row an activity, append only, numbered within its conversation from 1. */
export interface ActivityRow {
  readonly conversation_id: string;
  readonly number: number;
  readonly direction: 'in' | 'out';
  /** Id the channel gave the member's message; a second delivery carries the same. */
  readonly channel_message_id: string | null;
  /** Number of the member's activity that this one answers. */
  readonly reply_to: number | null;
  /** Bot Framework activity, JSON, masked. */
  readonly activity: string;
  readonly at: number;
}

/** One row a member message that was decided on. */
export interface TurnRow {
  readonly conversation_id: string;
  /** Number of the member's activity. */
  readonly number: number;
  readonly outcome: string;
  readonly topic: string | null;
  /** Version of the article as the member saw it. */
  readonly article_version: string | null;
  readonly language: string;
  readonly confidence: number | null;
  /** Candidates with scores, JSON, rejected ones too. */
  readonly candidates: string;
  readonly flags: string;
  readonly knowledge_version: string | null;
  /** 1 where no approved answer fitted the question. */
  readonly unanswered: number;
  readonly milliseconds: number;
  readonly at: number;
}

/** A thumb up or down on a reply. */
export interface FeedbackRow {
  readonly id: ColumnType<number, never, never>;
  readonly conversation_id: string;
  /** Number of the reply it is about, or null. */
  readonly number: number | null;
  readonly helpful: number;
  readonly reason: string | null;
  readonly at: number;
}

/**
 * Kept for good: who must not get text messages. No phone number, only a keyed hash of it; whoever stops one
 * number of ours stops them all.
 */
export interface OptOutRow {
  readonly id: ColumnType<number, never, never>;
  readonly address_hash: string;
  readonly channel: string;
  readonly opted_out: number;
  /** The words by which it was asked for, masked. */
  readonly words: string;
  readonly at: number;
}

/** A text message that came in, numbered in order of arrival over all processes, until it has been answered. */
export interface SmsInboxRow {
  readonly seq: ColumnType<number, never, never>;
  readonly conversation_id: string;
  readonly message_id: string;
  /** Sender, receiver and masked text under our seal; null once it was answered. */
  readonly sealed: string | null;
  /** Request that works on it, and until when nobody else may. */
  readonly holder: string;
  readonly lease_until: number;
  readonly attempts: number;
  /** 1 where the reply goes by a later send and not by the webhook. */
  readonly later: number;
  readonly done: number;
  /** Replies (JSON) that are in no log, since the conversation was deleted by this message. */
  readonly answer: string | null;
  readonly at: number;
}

/** A text message to be sent later, and what became of it. */
export interface SmsOutgoingRow {
  readonly id: string;
  readonly conversation_id: string;
  /** Number of the activity in the log. */
  readonly number: number;
  /** Sender and receiver under our seal; null once it was sent or given up. */
  readonly sealed: string | null;
  /** Masked, as in the log; null once it was sent or given up. */
  readonly text: string | null;
  /** 1 for the one confirmation that an opted-out number gets. */
  readonly confirms_opt_out: number;
  readonly state: 'due' | 'sent' | 'failed' | 'dropped';
  readonly attempts: number;
  /** Tries that may have reached the provider without our hearing of it, the running one included. */
  readonly uncertain: number;
  readonly due_at: number;
  readonly lease_until: number;
  readonly error: string | null;
  readonly at: number;
}

/** What the carrier reported of a text message of the log. */
export interface SmsDeliveryRow {
  readonly conversation_id: string;
  readonly number: number;
  readonly status: string;
  readonly rank: number;
  readonly error: string | null;
  readonly at: number;
}

/** An item that belongs to no talk, see `bot/state/kept-items.ts`. */
export interface KeptItemRow {
  readonly key: string;
  /** JSON. */
  readonly value: string;
  readonly version: string;
  readonly expires_at: number;
}

export interface LogSchema extends StaffSchema, EditionSchema, ReviewSchema {
  readonly kept_items: KeptItemRow;
  readonly conversations: ConversationRow;
  readonly activities: ActivityRow;
  readonly turns: TurnRow;
  readonly feedback: FeedbackRow;
  readonly opt_outs: OptOutRow;
  readonly sms_inbox: SmsInboxRow;
  readonly sms_outgoing: SmsOutgoingRow;
  readonly sms_deliveries: SmsDeliveryRow;
}

/** Database handle of the log. */
export type LogDatabase = Kysely<LogSchema>;
