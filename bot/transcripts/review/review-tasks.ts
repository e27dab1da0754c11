import type { Kysely } from 'kysely';
import type { LogDatabase, LogSchema } from '../schema.ts';
import type { ReviewRules, TaskReason } from './review-rules.ts';

const DAY_MS = 86_400_000;

/** A turn that somebody should judge. */
export interface ReviewTask {
  readonly conversationId: string;
  readonly number: number;
  readonly reason: string;
  readonly at: Date;
}

/** Puts a turn into the queue; one that is there already moves up where the new reason is more pressing. */
export async function addTask(
  db: Kysely<LogSchema>,
  turn: { readonly conversationId: string; readonly number: number; readonly at: number },
  { reason, priority }: TaskReason,
): Promise<void> {
  await db
    .insertInto('review_tasks')
    .values({
      conversation_id: turn.conversationId,
      number: turn.number,
      reason,
      priority,
      at: turn.at,
      reviews: 0,
    })
    .onConflict(conflict =>
      conflict
        .columns(['conversation_id', 'number'])
        .doUpdateSet({ reason, priority })
        .where('review_tasks.priority', '>', priority),
    )
    .execute();
}

/** The next turn that a reviewer has not judged yet, the most pressing first and of these the newest; or null. */
export async function nextTask(
  db: LogDatabase,
  rules: ReviewRules,
  reviewer: string,
  now: Date,
): Promise<ReviewTask | null> {
  const row = await openTasks(db, rules, reviewer, now)
    .select(['conversation_id', 'number', 'reason', 'at'])
    .orderBy('priority')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? {
        conversationId: row.conversation_id,
        number: row.number,
        reason: row.reason,
        at: new Date(row.at),
      }
    : null;
}

/** How many turns wait for a reviewer, by reason, most pressing first. */
export async function waitingTasks(
  db: LogDatabase,
  rules: ReviewRules,
  reviewer: string,
  now: Date,
): Promise<readonly { readonly reason: string; readonly turns: number }[]> {
  const rows = await openTasks(db, rules, reviewer, now)
    .select(row => ['reason', row.fn.countAll<number>().as('turns')])
    .groupBy(['reason', 'priority'])
    .orderBy('priority')
    .execute();
  return rows.map(({ reason, turns }) => ({ reason, turns: Number(turns) }));
}

function openTasks(db: LogDatabase, rules: ReviewRules, reviewer: string, now: Date) {
  return db
    .selectFrom('review_tasks')
    .where('reviews', '<', rules.judgements)
    .where('at', '>=', now.getTime() - rules.days * DAY_MS)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reviews')
            .select('reviews.reviewer')
            .whereRef('reviews.conversation_id', '=', 'review_tasks.conversation_id')
            .whereRef('reviews.number', '=', 'review_tasks.number')
            .where('reviews.reviewer', '=', reviewer),
        ),
      ),
    );
}
