import type { Kysely } from 'kysely';
import type { LogDatabase, LogSchema } from '../schema.ts';
import type { ReviewRules, TaskReason } from './review-rules.ts';

const DAY_MS = 86_400_000;

/** A turn that somebody should judge. */
export interface ReviewTask {
  readonly conversationId: string;
  readonly number: number;
  readonly reason: string;
  readonly priority: number;
  readonly at: Date;
}

/** Who asks for the next turn, and from where in the queue on. */
export interface AskedTask {
  readonly reviewer: string;
  readonly now: Date;
  /** The turn that was skipped: what comes after it; null from the start. */
  readonly after: { readonly priority: number; readonly at: Date } | null;
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
  { reviewer, now, after }: AskedTask,
): Promise<ReviewTask | null> {
  const open = openTasks(db, rules, reviewer, now);
  const rest =
    after === null
      ? open
      : open.where(row =>
          row.or([
            row('priority', '>', after.priority),
            row.and([row('priority', '=', after.priority), row('at', '<', after.at.getTime())]),
          ]),
        );
  const row = await rest
    .select(['conversation_id', 'number', 'reason', 'priority', 'at'])
    .orderBy('priority')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { conversation_id: conversationId, number, reason, priority, at } = row;
  return { conversationId, number, reason, priority, at: new Date(at) };
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
