import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { LoggedActivity } from '../../transcripts/transcript-log.ts';
import { localeTag } from '../../turn/locale-tag.ts';

/** What a client may post. Unknown fields are left out; strings are bounded. */
export const postedActivity = z.object({
  type: z.string().min(1).max(64),
  text: z.string().max(100_000).nullish(),
  locale: localeTag,
  name: z.string().max(100).nullish(),
  value: z.unknown().optional(),
  attachments: z.array(z.unknown()).max(50).nullish(),
  channelData: z.record(z.string(), z.unknown()).nullish(),
  entities: z.array(z.unknown()).max(50).nullish(),
});

/** An activity as a client posted it. */
export type PostedActivity = z.infer<typeof postedActivity>;

/** Last part of the id of what has no number, so that clients that count by it don't count it. */
const NUMBERLESS = '0000000';
const CLIENT_ID = /^[\w.:-]{1,100}$/;

/** The id that the client gave its message: the same one again is a retry. */
export function clientActivityId(posted: PostedActivity): string | null {
  const id = posted.channelData?.clientActivityID;
  return typeof id === 'string' && CLIENT_ID.test(id) ? id : null;
}

/** Id of an activity: the conversation and its number in it. */
export function activityId(conversationId: string, number: number): string {
  return `${conversationId}|${String(number).padStart(7, '0')}`;
}

/**
 * A reply that is in no log, as told to open streams: number 0, with an id of its own that is the same when the
 * message is tried again, so that clients show it once.
 */
export function unstoredActivities(
  conversationId: string,
  messageId: string | null,
  activities: readonly Partial<Activity>[],
  at: Date,
): readonly LoggedActivity[] {
  return activities.map((activity, place) => ({
    number: 0,
    direction: 'out',
    replyTo: null,
    activity: { ...activity, id: `${conversationId}|${messageId ?? at.getTime()}.${place}|${NUMBERLESS}` },
    at,
  }));
}

/** A logged activity as clients get it. */
export function sentActivity(conversationId: string, logged: LoggedActivity): Partial<Activity> {
  const { activity, number, direction, replyTo, at } = logged;
  return {
    ...activity,
    id: (number === 0 ? activity.id : undefined) ?? activityId(conversationId, number),
    timestamp: at,
    channelId: 'directline',
    conversation: { id: conversationId, isGroup: false, name: '', conversationType: '' },
    from: {
      id: activity.from?.id ?? (direction === 'in' ? 'member' : 'bot'),
      name: '',
      role: direction === 'in' ? 'user' : 'bot',
    },
    ...(replyTo === null ? {} : { replyToId: activityId(conversationId, replyTo) }),
  };
}

/** A watermark as a number; anything else counts as the start. */
export function watermarkNumber(watermark: unknown): number {
  const number = typeof watermark === 'string' && /^\d{1,15}$/.test(watermark) ? Number(watermark) : 0;
  return Number.isSafeInteger(number) ? number : 0;
}
