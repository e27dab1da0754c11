import type { Activity } from 'botbuilder';
import type { TalkState } from '../../dialogs/talk-state.ts';
import type { ConsentRecord } from './opt-out-ledger.ts';

/** A conversation as it is kept. */
export interface Conversation {
  readonly id: string;
  readonly channel: string;
  readonly reference: string;
  readonly state: TalkState;
  /** Number of its last activity, 0 where it has none. */
  readonly lastNumber: number;
  readonly flags: readonly string[];
  readonly openedAt: Date;
  readonly updatedAt: Date;
}

/** A conversation to be opened. */
export interface NewConversation {
  readonly id: string;
  readonly channel: string;
  readonly reference: string;
  readonly state: TalkState;
  readonly at: Date;
}

/** An activity of the log with its number. */
export interface LoggedActivity {
  readonly number: number;
  readonly direction: 'in' | 'out';
  readonly replyTo: number | null;
  readonly activity: Partial<Activity>;
  readonly at: Date;
}

/** What a turn came to, for staff. */
export interface TurnResult {
  readonly outcome: string;
  readonly topic: string | null;
  readonly articleVersion: string | null;
  readonly language: string;
  readonly confidence: number | null;
  readonly candidates: readonly {
    readonly id: string;
    readonly kind: string;
    readonly probability: number;
    readonly score: number;
  }[];
  readonly flags: readonly string[];
  readonly knowledgeVersion: string | null;
  readonly milliseconds: number;
}

/** Everything one turn changes; written in one transaction or not at all. */
export interface TurnCommit {
  readonly conversationId: string;
  readonly channel: string;
  /** Flags of the conversation before this turn. */
  readonly flags: readonly string[];
  /** `lastNumber` the turn was decided on; another one means that somebody else wrote in between. */
  readonly expected: number;
  readonly channelMessageId: string | null;
  readonly message: Partial<Activity>;
  readonly replies: readonly Partial<Activity>[];
  readonly state: TalkState;
  readonly result: TurnResult;
  readonly at: Date;
  readonly effect: 'delete-conversation' | 'opt-out' | 'opt-in' | null;
  /** What the member was told of a deletion: whether a legal hold keeps the talk. */
  readonly mustStay?: boolean;
  /** Entry of the opt-out ledger that this turn makes. */
  readonly consent?: ConsentRecord | null;
}

/** Somebody else wrote to the conversation after it was read. The turn is decided anew on what is there now. */
export class ConversationMovedError extends Error {
  readonly code = 'conversation-moved';

  constructor(id: string) {
    super(`conversation ${id} was written to by another turn`);
    this.name = 'ConversationMovedError';
  }
}

/** A conversation as it is before a message, and whether the message is in it already. */
export interface LookedUp {
  readonly conversation: Conversation;
  readonly seen: boolean;
}

/** The append-only log of all that was said, with the state of each conversation. */
export interface TranscriptLog {
  /** Opens a conversation, or returns the one there is. */
  open(conversation: NewConversation): Promise<Conversation>;
  /**
   * Opens a conversation with first words of the bot. Resolves only when they are on disk: true; false, and nothing
   * is written, where something has been said in it already.
   */
  begin(conversation: NewConversation, words: readonly Partial<Activity>[]): Promise<boolean>;
  find(id: string): Promise<Conversation | null>;
  /** A conversation, and whether a message with that channel id is in it; null where there is no such conversation. */
  lookUp(id: string, channelMessageId: string): Promise<LookedUp | null>;
  findByReference(reference: string): Promise<Conversation | null>;
  /** Replies to the message with that channel id, or null where it was not seen before. */
  repliesTo(
    conversationId: string,
    channelMessageId: string,
  ): Promise<{ readonly message: LoggedActivity; readonly replies: readonly LoggedActivity[] } | null>;
  /**
   * Writes a turn. Resolves only when it is on disk.
   * @throws {ConversationMovedError} where `expected` is no longer the last number, or a hold came or went.
   */
  commit(turn: TurnCommit): Promise<readonly LoggedActivity[]>;
  /** Activities after a number, oldest first. */
  read(conversationId: string, after: number, limit?: number): Promise<readonly LoggedActivity[]>;
  /** How far conversations are: the number of each one's last activity. Unknown ones are left out. */
  lastNumbers(conversationIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  recordFeedback(feedback: {
    readonly conversationId: string;
    readonly number: number | null;
    readonly helpful: boolean;
    readonly reason: string | null;
    readonly at: Date;
  }): Promise<void>;
  /** Whether a legal hold keeps a talk, whatever its member asks for. */
  isHeld(conversationId: string): Promise<boolean>;
  /** Removes a conversation and all that belongs to it. */
  remove(conversationId: string): Promise<void>;
  close(): Promise<void>;
}
