import type { Kysely } from 'kysely';
import type { LogSchema } from '../schema.ts';
import { filterTerm } from '../talk-index/filter-terms.ts';
import { changeTerms } from '../talk-index/write-index.ts';
import { type ReviewRules, thumbReason } from './review-rules.ts';
import { tasksInsert } from './review-tasks.ts';

/** A member's thumb. */
export interface Feedback {
  readonly conversationId: string;
  /** Number of the reply it is about, or null. */
  readonly number: number | null;
  readonly helpful: boolean;
  readonly reason: string | null;
  readonly at: Date;
}

/** Keeps a thumb, within a transaction; one that points down puts the turn before the reviewers. */
export async function insertFeedback(
  db: Kysely<LogSchema>,
  rules: ReviewRules,
  { conversationId, number, helpful, reason, at }: Feedback,
): Promise<void> {
  const time = at.getTime();
  await changeTerms(db, conversationId, { add: [filterTerm('feedback', helpful ? 'up' : 'down')] });
  await db
    .insertInto('feedback')
    .values({ conversation_id: conversationId, number, helpful: helpful ? 1 : 0, reason, at: time })
    .execute();
  const task = thumbReason(rules);
  if (helpful || number === null || !task) return;
  const reply = await db
    .selectFrom('activities')
    .select('reply_to')
    .where('conversation_id', '=', conversationId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (reply?.reply_to == null) return;
  await tasksInsert(db, [{ ...task, conversationId, number: reply.reply_to, at: time }]).execute(db);
}
