import { type Kysely, type RawBuilder, sql } from 'kysely';
import { insertGiven } from '../given-rows.ts';
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

/** A turn that is to be judged. */
export interface NewTask extends TaskReason {
  readonly conversationId: string;
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The statement that puts turns into the queue; one that is there already moves up where the new reason is more pressing. */
export function tasksInsert(
  db: Pick<Kysely<LogSchema>, 'getExecutor'>,
  tasks: readonly NewTask[],
  only?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const columns = {
    conversation_id: 'text',
    number: 'integer',
    reason: 'text',
    priority: 'integer',
    at: 'bigint',
    reviews: 'integer',
  } as const;
  const rows = tasks.map(({ conversationId, number, reason, priority, at }) => ({
    conversation_id: conversationId,
    number,
    reason,
    priority,
    at,
    reviews: 0,
  }));
  return sql`${insertGiven(db, 'review_tasks', columns, rows, only)}
    on conflict (conversation_id, number) do update set reason = excluded.reason, priority = excluded.priority
      where review_tasks.priority > excluded.priority`;
}

/** The next turn that a reviewer has not judged yet, the most pressing first and of these the newest; or null. */
export async function nextTask(
  db: LogDatabase,
  rules: ReviewRules,
  { reviewer, now, after }: AskedTask,
): Promise<ReviewTask | null> {
  const last = await lastPriority(db, rules);
  for (let priority = after?.priority ?? 1; priority <= last; priority += 1) {
    const before = after?.priority === priority ? after.at : null;
    const newest = await Promise.all(
      timesJudged(rules).map(reviews =>
        openTasks(db, rules, { reviewer, now, before, priority, reviews })
          .select(['conversation_id', 'number', 'reason', 'at'])
          .orderBy('at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ),
    );
    const [row] = newest.filter(found => found !== undefined).sort((one, other) => other.at - one.at);
    if (row) {
      const { conversation_id: conversationId, number, reason, at } = row;
      return { conversationId, number, reason, priority, at: new Date(at) };
    }
  }
  return null;
}

/** Turns of one reason that are counted at most; where there are more, the count is one above it. */
export const MOST_COUNTED = 300;

/** How many turns wait for a reviewer, by reason, most pressing first. */
export async function waitingTasks(
  db: LogDatabase,
  rules: ReviewRules,
  reviewer: string,
  now: Date,
): Promise<readonly { readonly reason: string; readonly turns: number }[]> {
  const waiting = new Map<string, number>();
  const last = await lastPriority(db, rules);
  for (let priority = 1; priority <= last; priority += 1) {
    for (const reviews of timesJudged(rules)) {
      const some = openTasks(db, rules, { reviewer, now, before: null, priority, reviews })
        .select('reason')
        .limit(MOST_COUNTED + 1)
        .as('some');
      const rows = await db
        .selectFrom(some)
        .select(row => ['reason', row.fn.countAll<number>().as('turns')])
        .groupBy('reason')
        .execute();
      for (const { reason, turns } of rows)
        waiting.set(reason, Math.min(MOST_COUNTED + 1, (waiting.get(reason) ?? 0) + Number(turns)));
    }
  }
  return [...waiting].map(([reason, turns]) => ({ reason, turns }));
}

/** How often a turn can have been judged and still wait. */
function timesJudged(rules: ReviewRules): readonly number[] {
  return Array.from({ length: rules.judgements }, (_, times) => times);
}

/** A task may be older than the rules: there can be more priorities than these have. */
async function lastPriority(db: LogDatabase, rules: ReviewRules): Promise<number> {
  const found = await Promise.all(
    timesJudged(rules).map(reviews =>
      db
        .selectFrom('review_tasks')
        .select(row => row.fn.max<number | null>('priority').as('last'))
        .where('reviews', '=', reviews)
        .executeTakeFirst(),
    ),
  );
  return Math.max(0, ...found.map(row => row?.last ?? 0));
}

/** Of one priority and one number of judgements: a stretch of the index, in order of time. */
function openTasks(
  db: LogDatabase,
  rules: ReviewRules,
  asked: {
    readonly reviewer: string;
    readonly now: Date;
    readonly before: Date | null;
    readonly priority: number;
    readonly reviews: number;
  },
) {
  const { reviewer, now, before, priority, reviews } = asked;
  const open = db
    .selectFrom('review_tasks')
    .where('reviews', '=', reviews)
    .where('priority', '=', priority)
    .where('at', '>=', now.getTime() - rules.days * DAY_MS)
    // A count and not "exists": PostgreSQL would read all judgements first instead of looking up these few.
    .where(({ eb, selectFrom }) =>
      eb(
        selectFrom('reviews')
          .select(({ fn }) => fn.countAll<number>().as('mine'))
          .whereRef('reviews.conversation_id', '=', 'review_tasks.conversation_id')
          .whereRef('reviews.number', '=', 'review_tasks.number')
          .where('reviews.reviewer', '=', reviewer),
        '=',
        0,
      ),
    );
  return before === null ? open : open.where('at', '<', before.getTime());
}
