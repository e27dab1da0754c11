import type { LogDatabase } from '../schema.ts';
import { changeTerms } from '../talk-index/write-index.ts';
import { renewGivenTerms } from './given-terms.ts';
import { countJudged } from './judged-days.ts';
import type { Verdict } from './verdicts.ts';

/** One reviewer's judgement of one turn. */
export interface Review {
  readonly conversationId: string;
  /** Number of the member's message. */
  readonly number: number;
  readonly reviewer: string;
  readonly verdict: Verdict;
  /** Topic that would have been right, or null. */
  readonly rightTopic: string | null;
  readonly note: string | null;
  readonly at: Date;
}

/**
 * Keeps a judgement; one's earlier judgement of the same turn is replaced.
 * @returns false where there is no such turn
 */
export function saveReview(db: LogDatabase, review: Review): Promise<boolean> {
  const { conversationId, number, reviewer } = review;
  const at = review.at.getTime();
  return db.transaction().execute(async transaction => {
    // Written first: see commitTurn of the log.
    await changeTerms(transaction, conversationId, {});
    const turn = await transaction
      .selectFrom('turns')
      .innerJoin('conversations', 'conversations.id', 'turns.conversation_id')
      .select(['at', 'turns.language', 'topic', 'channel', 'plan'])
      .where('conversation_id', '=', conversationId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!turn) return false;
    const before = await transaction
      .selectFrom('reviews')
      .select(['reviewer', 'verdict', 'at'])
      .where('conversation_id', '=', conversationId)
      .where('number', '=', number)
      .execute();
    const judged = { verdict: review.verdict, right_topic: review.rightTopic, note: review.note, at };
    await transaction
      .insertInto('reviews')
      .values({ conversation_id: conversationId, number, reviewer, ...judged })
      .onConflict(conflict => conflict.columns(['conversation_id', 'number', 'reviewer']).doUpdateSet(judged))
      .execute();
    const after = [...before.filter(row => row.reviewer !== reviewer), { reviewer, ...judged }];
    await countJudged(transaction, turn, { before, after });
    await transaction
      .updateTable('review_tasks')
      .set({ reviews: after.length })
      .where('conversation_id', '=', conversationId)
      .where('number', '=', number)
      .execute();
    await renewGivenTerms(transaction, conversationId);
    return true;
  });
}

/** All judgements of a talk, oldest first. */
export async function reviewsOf(db: LogDatabase, conversationId: string): Promise<readonly Review[]> {
  const rows = await db
    .selectFrom('reviews')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('number')
    .orderBy('at')
    .execute();
  return rows.map(row => ({
    conversationId: row.conversation_id,
    number: row.number,
    reviewer: row.reviewer,
    verdict: row.verdict as Verdict, // written by saveReview
    rightTopic: row.right_topic,
    note: row.note,
    at: new Date(row.at),
  }));
}

/** Verdicts of turns that two or more judged, two each: that of who judged first and of who judged next. */
export interface JudgedTwice {
  readonly reviewers: readonly [string, string];
  readonly verdicts: readonly [Verdict, Verdict];
}

/** Pairs of judgements of the same turn since a time, newest talks included. */
export async function judgedTwice(db: LogDatabase, since: Date): Promise<readonly JudgedTwice[]> {
  const rows = await db
    .selectFrom('reviews')
    .select(['conversation_id', 'number', 'reviewer', 'verdict'])
    .where('at', '>=', since.getTime())
    .orderBy('conversation_id')
    .orderBy('number')
    .orderBy('at')
    .execute();
  return rows.flatMap((row, place) => {
    const [before, next] = [rows[place - 1], rows[place + 1]];
    const same = (other: typeof next) =>
      other?.conversation_id === row.conversation_id && other.number === row.number;
    return next && same(next) && !same(before)
      ? [
          {
            reviewers: [row.reviewer, next.reviewer] as const,
            verdicts: [row.verdict as Verdict, next.verdict as Verdict] as const, // written by saveReview
          },
        ]
      : [];
  });
}
