import { z } from 'zod';
import { type Delivery, databaseDeliveries } from '../delivery-log.ts';
import type { LogDatabase } from '../schema.ts';
import { type FollowUp, followUpOf } from './follow-ups.ts';
import { type Review, reviewsOf } from './reviews.ts';

/** A message of a talk as it was read. */
export interface TalkMessage {
  readonly number: number;
  readonly from: 'member' | 'bot';
  /** Number of the message it answers, or null. */
  readonly replyTo: number | null;
  readonly text: string;
  readonly language: string | null;
  /** Article and version that the reply showed, where it showed one. */
  readonly article: { readonly topic: string; readonly version: string } | null;
  readonly choices: readonly string[];
  readonly at: Date;
}

/** A candidate that was considered for an answer. */
export interface TalkCandidate {
  readonly id: string;
  readonly kind: string;
  /** [0, 1]. */
  readonly probability: number;
}

/** What was decided on a message of the member. */
export interface TalkTurn {
  /** Number of the message. */
  readonly number: number;
  readonly outcome: string;
  readonly topic: string | null;
  readonly articleVersion: string | null;
  readonly knowledgeVersion: string | null;
  readonly language: string;
  readonly confidence: number | null;
  /** Best first. */
  readonly candidates: readonly TalkCandidate[];
  readonly flags: readonly string[];
  readonly milliseconds: number;
}

/** A member's thumb on a reply. */
export interface TalkThumb {
  /** Number of the reply, or null. */
  readonly number: number | null;
  readonly helpful: boolean;
  readonly reason: string | null;
  readonly at: Date;
}

/** All that staff see of one conversation. */
export interface Talk {
  readonly id: string;
  readonly reference: string;
  readonly channel: string;
  readonly language: string | null;
  readonly plan: string | null;
  readonly flags: readonly string[];
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly messages: readonly TalkMessage[];
  readonly turns: readonly TalkTurn[];
  readonly thumbs: readonly TalkThumb[];
  readonly deliveries: readonly Delivery[];
  readonly reviews: readonly Review[];
  readonly tags: readonly string[];
  readonly followUp: FollowUp | null;
}

/** What of a logged activity is shown; the rest is of no interest here, and odd values are left out. */
const shownActivity = z.object({
  text: z.string().catch(''),
  locale: z.string().optional().catch(undefined),
  channelData: z
    .object({
      reply: z.object({
        parts: z.array(
          z.object({ kind: z.string(), topic: z.string().optional(), version: z.string().optional() }),
        ),
        choices: z.array(z.object({ label: z.string() })).catch([]),
      }),
    })
    .optional()
    .catch(undefined),
});

const candidateList = z.array(z.object({ id: z.string(), kind: z.string(), probability: z.number() }));

/** A conversation by its id, or null where there is none. */
export async function readTalk(db: LogDatabase, id: string): Promise<Talk | null> {
  const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const activities = await db
    .selectFrom('activities')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('number')
    .execute();
  const turns = await db
    .selectFrom('turns')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('number')
    .execute();
  const thumbs = await db
    .selectFrom('feedback')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('id')
    .execute();
  const tags = await db
    .selectFrom('tags')
    .select('tag')
    .where('conversation_id', '=', id)
    .orderBy('tag')
    .execute();
  const languages = new Map(turns.map(turn => [turn.number, turn.language]));
  return {
    id,
    reference: row.reference,
    channel: row.channel,
    language: row.language,
    plan: row.plan,
    flags: words(row.flags),
    openedAt: new Date(row.opened_at),
    updatedAt: new Date(row.updated_at),
    messages: activities.map(activity => {
      const { text, locale, channelData } = shownActivity.parse(JSON.parse(activity.activity));
      const answer = channelData?.reply.parts.find(({ kind }) => kind === 'answer');
      return {
        number: activity.number,
        from: activity.direction === 'in' ? 'member' : 'bot',
        replyTo: activity.reply_to,
        text,
        // A page's own locale says nothing of what the member wrote; what the turn found out does.
        language:
          activity.direction === 'in'
            ? (languages.get(activity.number) ?? null)
            : (locale ?? languages.get(activity.reply_to ?? 0) ?? null),
        article:
          answer?.topic !== undefined && answer.version !== undefined
            ? { topic: answer.topic, version: answer.version }
            : null,
        choices: channelData?.reply.choices.map(({ label }) => label) ?? [],
        at: new Date(activity.at),
      };
    }),
    turns: turns.map(turn => ({
      number: turn.number,
      outcome: turn.outcome,
      topic: turn.topic,
      articleVersion: turn.article_version,
      knowledgeVersion: turn.knowledge_version,
      language: turn.language,
      confidence: turn.confidence,
      candidates: candidateList.catch([]).parse(JSON.parse(turn.candidates)),
      flags: words(turn.flags),
      milliseconds: turn.milliseconds,
    })),
    thumbs: thumbs.map(({ number, helpful, reason, at }) => ({
      number,
      helpful: helpful === 1,
      reason,
      at: new Date(at),
    })),
    deliveries: await databaseDeliveries(db).of(id),
    reviews: await reviewsOf(db, id),
    tags: tags.map(({ tag }) => tag),
    followUp: await followUpOf(db, id),
  };
}

function words(list: string): readonly string[] {
  return list.split(' ').filter(Boolean);
}
