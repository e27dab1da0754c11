import type { Activity } from 'botbuilder';
import { decide } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Means } from '../../dialogs/means.ts';
import type { MemberMessage } from '../../dialogs/member-message.ts';
import { newTalk, type TalkState } from '../../dialogs/talk-state.ts';
import type { ConversationQueue, HeldTurn } from '../state/conversation-queue.ts';
import type { FanOut } from '../state/fan-out.ts';
import type { ConsentRecord, OptOutLedger } from '../transcripts/opt-out-ledger.ts';
import {
  ConversationMovedError,
  type LoggedActivity,
  type NewConversation,
  type TranscriptLog,
} from '../transcripts/transcript-log.ts';
import type { Clock } from './clock.ts';
import { maskDeep } from './masking/mask-deep.ts';
import type { Masker } from './masking/masker.ts';
import { referenceCode } from './reference-code.ts';
import { renderReply } from './reply/render-reply.ts';
import type { ReplyView } from './reply/reply-view.ts';
import { type TurnEnd, type TurnProbe, type TurnWatch, unwatched } from './turn-watch.ts';

/** A member's message as a channel hands it over: authenticated, parsed, not yet masked. */
export interface Inbound {
  readonly conversationId: string;
  /** Name of the channel in the log: `directline`, `sms`, or what the Bot Framework connector says. */
  readonly channel: string;
  readonly form: 'web' | 'sms';
  /** Id the channel gave the message; the same id is never run twice. Null where it gave none. */
  readonly messageId: string | null;
  readonly text: string;
  readonly attachments: boolean;
  readonly locale: string | null;
  /** Keyed hashes of the member's phone number, newest key first, where the channel keeps to the opt-out ledger. */
  readonly addressHashes?: readonly string[];
  /** Keyword of the carrier that the provider has already replied to. */
  readonly answeredKeyword?: 'stop' | 'start' | 'help' | null;
  /** Activity as it is logged and echoed; its text is replaced by the masked one. */
  readonly activity: Partial<Activity>;
}

/** What a turn wrote: the member's activity and the replies, numbered. */
export interface TurnOutcome {
  readonly message: LoggedActivity;
  readonly replies: readonly LoggedActivity[];
  /** True where the message had been answered before and nothing ran again. */
  readonly repeated: boolean;
  /** True where the talk was deleted by it: the reply is in no log. */
  readonly deleted: boolean;
  readonly decision: Decision | null;
}

/** Gives a reply its form for the channel: one or more activities. */
export type FormReply = (view: ReplyView, context: ReplyContext) => readonly Partial<Activity>[];

/** What of a turn matters for the form of its reply. */
export interface ReplyContext {
  /** Nothing has been said to this member yet. */
  readonly first: boolean;
  readonly effect: Decision['effect'];
}

/** Parts a turn is taken with. */
export interface TurnParts {
  readonly log: TranscriptLog;
  /** Needed where a channel gives hashes of phone numbers. */
  readonly optOuts?: OptOutLedger;
  readonly queue: ConversationQueue;
  readonly fanOut: FanOut;
  readonly masker: Masker;
  readonly means: () => Means;
  readonly clock: Clock;
  /** Told how long each turn's steps take and how it ended; nobody by default. */
  readonly watch?: TurnWatch;
}

/** Takes a member's message to a committed reply. */
export interface TurnTaker {
  take(inbound: Inbound, form: FormReply): Promise<TurnOutcome>;
  /** Opens a conversation with first words of the bot; false where something has been said in it already. */
  begin(conversationId: string, channel: string, words: readonly Partial<Activity>[]): Promise<boolean>;
}

const MOST_TRIES = 5;

/**
 * One turn: seen before? → wait for the conversation → mask → decide → words → commit → tell others.
 * Resolves only when message and reply are on disk.
 */
export function turnTaker(parts: TurnParts): TurnTaker {
  const newConversation = (id: string, channel: string): NewConversation => {
    const at = parts.clock();
    const reference = referenceCode();
    return { id, channel, reference, state: newTalk(reference, at.toISOString()), at };
  };

  const attempt = async (
    inbound: Inbound,
    form: FormReply,
    turn: HeldTurn,
    probe: TurnProbe,
  ): Promise<TurnOutcome> => {
    const started = performance.now();
    probe.step('read');
    const { conversationId, messageId } = inbound;
    const known =
      messageId === null
        ? { conversation: await parts.log.find(conversationId), seen: false }
        : await parts.log.lookUp(conversationId, messageId);
    if (known?.seen && messageId !== null) {
      const seen = await parts.log.repliesTo(conversationId, messageId);
      if (seen) return { ...seen, repeated: true, deleted: false, decision: null };
    }
    const conversation =
      known?.conversation ?? (await parts.log.open(newConversation(conversationId, inbound.channel)));
    probe.step('mask');
    const masked = parts.masker.mask(inbound.text);
    probe.step('decide');
    const means = parts.means();
    const at = parts.clock();
    // The ledger is the truth: it outlives the conversation, and other processes and reports write to it.
    const hashes = inbound.addressHashes;
    const state =
      hashes && parts.optOuts
        ? { ...conversation.state, optedOut: await parts.optOuts.isOptedOut(hashes) }
        : conversation.state;
    const said: MemberMessage = {
      text: masked.text,
      masked: masked.found,
      channel: inbound.form,
      locale: inbound.locale,
      attachments: inbound.attachments,
      answeredKeyword: inbound.answeredKeyword ?? null,
      now: at,
    };
    const wished = await decide(state, said, means);
    const deletes = wished.effect === 'delete-conversation';
    // Who asks for a talk under legal hold to be deleted is told that it stays for now.
    const mustStay = deletes && (await parts.log.isHeld(conversationId));
    const decision = mustStay ? await decide(state, { ...said, mustStay }, means) : wished;
    probe.step('words');
    const topics = means.knowledge?.topics ?? new Map();
    const view = renderReply(decision, {
      words: means.words,
      directory: means.directory,
      topics,
      channel: inbound.form,
      now: at,
    });
    probe.step('commit');
    turn.check();
    const written = await parts.log.commit({
      conversationId: inbound.conversationId,
      channel: conversation.channel,
      flags: conversation.flags,
      expected: conversation.lastNumber,
      channelMessageId: inbound.messageId,
      message: {
        ...inbound.activity,
        text: masked.text,
        ...(inbound.activity.channelData === undefined
          ? {}
          : { channelData: maskDeep(inbound.activity.channelData, parts.masker) }),
      },
      replies: form(view, {
        // Each message so far is an activity: where there are no more of them, none was replied to.
        first: conversation.lastNumber <= conversation.state.turns,
        effect: decision.effect,
      }),
      state: keptState(decision),
      result: {
        outcome: decision.outcome,
        topic: decision.topic,
        articleVersion: articleVersion(view),
        language: decision.language,
        confidence: decision.confidence,
        candidates: decision.candidates.map(({ id, kind, probability, score }) => ({
          id,
          kind,
          probability,
          score,
        })),
        flags: decision.flags,
        knowledgeVersion: means.knowledge?.version ?? null,
        milliseconds: performance.now() - started,
      },
      at,
      effect: decision.effect,
      mustStay,
      consent: consentOf(decision, hashes?.[0], inbound.channel, masked.text, at),
    });
    const [message, ...replies] = written;
    if (!message) throw new Error('a committed turn has at least the message');
    parts.fanOut.publish(inbound.conversationId, written);
    return { message, replies, repeated: false, deleted: deletes && !mustStay, decision };
  };

  const takeInTurn = async (
    inbound: Inbound,
    form: FormReply,
    turn: HeldTurn,
    probe: TurnProbe,
  ): Promise<TurnOutcome> => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(inbound, form, turn, probe);
      } catch (error) {
        if (!(error instanceof ConversationMovedError) || tries === MOST_TRIES) throw error;
      }
    }
  };

  return {
    begin: (id, channel, words) => parts.log.begin(newConversation(id, channel), words),
    take: async (inbound, form) => {
      const probe = (parts.watch ?? unwatched).begin(inbound.channel);
      probe.step('wait');
      try {
        const outcome = await parts.queue.run(inbound.conversationId, turn =>
          takeInTurn(inbound, form, turn, probe),
        );
        probe.end(endOf(outcome));
        return outcome;
      } catch (error) {
        probe.end({ kind: 'failed', error });
        throw error;
      }
    },
  };
}

function endOf({ decision }: TurnOutcome): TurnEnd {
  return decision
    ? { kind: 'replied', outcome: decision.outcome, language: decision.language }
    : { kind: 'repeated' };
}

/** What the turn adds to the opt-out ledger. */
function consentOf(
  { effect }: Decision,
  addressHash: string | undefined,
  channel: string,
  words: string,
  at: Date,
): ConsentRecord | null {
  if (addressHash === undefined || (effect !== 'opt-out' && effect !== 'opt-in')) return null;
  return { addressHash, channel, optedOut: effect === 'opt-out', words, at };
}

/** After a deletion nothing of the talk is remembered but that it is closed, opted out, and its language. */
function keptState(decision: Decision): TalkState {
  const { state } = decision;
  if (decision.effect !== 'delete-conversation') return state;
  const { language, languageAsked, closed, optedOut } = state;
  return { ...newTalk(state.reference, state.begun), language, languageAsked, closed, optedOut };
}

function articleVersion(view: ReplyView): string | null {
  return view.parts.find(part => part.kind === 'answer')?.version ?? null;
}
