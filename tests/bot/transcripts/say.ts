import { databaseLog } from '../../../bot/transcripts/database-log.ts';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import type { TurnResult } from '../../../bot/transcripts/transcript-log.ts';
import { newTalk } from '../../../dialogs/talk-state.ts';

/** A turn of a made-up talk; what is left out is an ordinary answered question on the website. */
export interface Said {
  readonly talk: string;
  readonly text: string;
  readonly reply?: string;
  readonly at?: Date;
  readonly channel?: string;
  readonly plan?: string | null;
  readonly result?: Partial<TurnResult>;
}

export const AT = new Date('2026-03-02T18:00:00Z');

/** Writes turns to a log, as the service would. The reference of a talk is its name in capitals. */
export function sayer(database: OpenDatabase) {
  const log = databaseLog(database.db, database.forgetDeleted);
  const say = async ({
    talk,
    text,
    reply = 'Here is how.',
    at = AT,
    channel = 'directline',
    plan = null,
    result,
  }: Said) => {
    const reference = talk.toUpperCase();
    const state = { ...newTalk(reference, at.toISOString()), plan };
    const { lastNumber, flags } = await log.open({ id: talk, channel, reference, state, at });
    const language = result?.language ?? 'en';
    return log.commit({
      conversationId: talk,
      channel,
      flags,
      expected: lastNumber,
      channelMessageId: null,
      message: { type: 'message', text },
      replies: [
        {
          type: 'message',
          text: reply,
          locale: language,
          channelData: {
            reply: { parts: [{ kind: 'answer', topic: 'member.id-card', version: 'v7' }], choices: [] },
          },
        },
      ],
      state: { ...state, language },
      result: {
        outcome: 'answered',
        topic: 'member.id-card',
        articleVersion: 'v7',
        language,
        confidence: 0.95,
        candidates: [{ id: 'member.id-card', kind: 'topic', probability: 0.95, score: 1 }],
        flags: [],
        knowledgeVersion: 'k1',
        milliseconds: 3,
        ...result,
      },
      at,
      effect: null,
    });
  };
  return { log, say };
}

/** What a turn comes to where no approved answer fits. */
export const UNANSWERED = {
  outcome: 'handoff',
  topic: null,
  articleVersion: null,
  confidence: 0.2,
  candidates: [{ id: 'care.dental', kind: 'topic', probability: 0.2, score: -1 }],
} satisfies Partial<TurnResult>;
