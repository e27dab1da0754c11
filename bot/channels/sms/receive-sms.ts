import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Seal } from '../../state/seal.ts';
import type { SmsInbox } from '../../transcripts/sms-inbox.ts';
import type { NewOutgoing } from '../../transcripts/sms-outbox.ts';
import type { TranscriptLog } from '../../transcripts/transcript-log.ts';
import type { Clock } from '../../turn/clock.ts';
import type { Masker } from '../../turn/masking/masker.ts';
import type { FormReply, TurnOutcome, TurnTaker } from '../../turn/take-turn.ts';
import { smsTexts } from './sms-activities.ts';
import type { SmsIdentity } from './sms-identity.ts';
import type { InboundSms, SmsText } from './sms-provider.ts';

/** Parts that messages are received with. */
export interface ReceiverParts {
  readonly identity: SmsIdentity;
  readonly seal: Seal;
  readonly masker: Masker;
  readonly log: TranscriptLog;
  readonly inbox: SmsInbox;
  readonly turns: TurnTaker;
  readonly form: FormReply;
  readonly clock: Clock;
  /** Most characters the webhook's answer holds; what is longer is sent later. */
  readonly longestAnswer: number;
  /** Language of those who write to a number of ours, where it has one. */
  readonly languageOf: (number: string) => string | null;
  /** Milliseconds until the webhook is answered silently and the reply sent later. */
  readonly patienceMs: number;
  /** Told when something was queued to be sent later. */
  readonly onQueued: () => void;
  /** Told of a message that failed after its webhook was answered. */
  readonly onFailure: (error: unknown) => void;
}

/** Takes text messages in, each once and in order, and gives what the webhook answers. */
export interface SmsReceiver {
  receive(sms: InboundSms): Promise<readonly SmsText[]>;
  /** Goes on with messages whose process ended before they were answered; their replies are sent later. */
  resume(): Promise<void>;
  /** Id of the talk between two numbers: the one there is, under whatever key; else the newest key's. */
  conversationOf(from: string, to: string): Promise<string>;
}

const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 120;
const MOST_RESUMED = 20;

const kept = z.object({
  messageId: z.string(),
  from: z.string(),
  to: z.string(),
  text: z.string(),
  attachments: z.boolean(),
  answeredKeyword: z.enum(['stop', 'start', 'help']).nullable(),
});
const answers = z.array(z.object({ text: z.string(), number: z.number() }));

/** Makes the receiver. */
export function smsReceiver(parts: ReceiverParts): SmsReceiver {
  const { identity, seal, masker, log, inbox, turns, clock } = parts;

  const conversationOf = async (from: string, to: string): Promise<string> => {
    const ids = identity.conversationIds(from, to);
    for (const id of ids) if (ids.length === 1 || (await log.find(id))) return id;
    return ids[0] ?? '';
  };

  const takeTurn = (conversationId: string, sms: InboundSms): Promise<TurnOutcome> =>
    turns.take(
      {
        conversationId,
        channel: 'sms',
        form: 'sms',
        messageId: sms.messageId,
        text: sms.text,
        attachments: sms.attachments,
        locale: parts.languageOf(sms.to),
        addressHashes: identity.addressHashes(sms.from),
        answeredKeyword: sms.answeredKeyword,
        activity: { type: 'message', from: { id: 'member', name: '', role: 'user' } },
      },
      parts.form,
    );

  /** Works on a message when it is its turn; what the webhook is to answer, empty where the reply goes later. */
  const work = async (seq: number, holder: string, conversationId: string, sms: InboundSms) => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
      const claim = await inbox.claim(seq, holder, clock());
      if (claim.kind === 'done') {
        if (claim.later) return [];
        if (claim.answer !== null) return readAnswer(conversationId, claim.answer);
        const seen = await log.repliesTo(conversationId, sms.messageId);
        return smsTexts(conversationId, seen?.replies ?? []);
      }
      if (claim.kind === 'mine') break;
      await new Promise(resolve => setTimeout(resolve, pause));
    }
    try {
      const outcome = await takeTurn(conversationId, sms);
      const texts = smsTexts(conversationId, outcome.replies);
      const length = texts.reduce((sum, { text }) => sum + text.length, 0);
      const queued = await inbox.finish(seq, {
        byLaterSend: texts.length > 0 && length > parts.longestAnswer,
        outgoing: texts.map(text => outgoing(text, sms)),
        answer: outcome.deleted ? writeAnswer(texts) : null,
      });
      if (queued) parts.onQueued();
      return queued ? [] : texts;
    } catch (error) {
      await inbox.release(seq).catch(() => {});
      throw error;
    }
  };

  const outgoing = (text: SmsText, sms: InboundSms): NewOutgoing => ({
    id: randomUUID(),
    conversationId: text.reference.conversationId,
    number: text.reference.number,
    // The reply goes back the way the message came.
    sealed: seal.close(JSON.stringify({ from: sms.to, to: sms.from })),
    text: text.text,
    confirmsOptOut: text.confirmsOptOut,
    at: clock(),
  });

  return {
    conversationOf,

    receive: async sms => {
      const conversationId = await conversationOf(sms.from, sms.to);
      const holder = randomUUID();
      const entry = await inbox.enter({
        conversationId,
        messageId: sms.messageId,
        sealed: seal.close(JSON.stringify({ ...sms, text: masker.mask(sms.text).text })),
        holder,
        at: clock(),
      });
      const working = work(entry.seq, holder, conversationId, sms);
      const inTime = await soonEnough(working, parts.patienceMs);
      if (inTime) return inTime;
      if (!(await inbox.answerLater(entry.seq))) return await working;
      working.catch(parts.onFailure);
      return [];
    },

    resume: async () => {
      for (const entry of await inbox.abandoned(clock(), MOST_RESUMED)) {
        if (entry.sealed === null) continue;
        const sms = kept.parse(JSON.parse(seal.open(entry.sealed)));
        await inbox.answerLater(entry.seq);
        await work(entry.seq, randomUUID(), entry.conversationId, sms).catch(parts.onFailure);
      }
    },
  };
}

/** What a promise gives within a time, or null after it. */
async function soonEnough<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>(resolve => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function writeAnswer(texts: readonly SmsText[]): string {
  return JSON.stringify(texts.map(({ text, reference }) => ({ text, number: reference.number })));
}

function readAnswer(conversationId: string, answer: string): readonly SmsText[] {
  return answers.parse(JSON.parse(answer)).map(({ text, number }) => ({
    text,
    reference: { conversationId, number },
    confirmsOptOut: false,
  }));
}
