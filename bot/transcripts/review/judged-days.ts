import type { Kysely } from 'kysely';
import type { DailyJudgedRow } from '../review-schema.ts';
import type { LogSchema } from '../schema.ts';
import { DIMENSIONS, type Split, splitValue } from './dimensions.ts';
import { planDay } from './plan-day.ts';

const ROWS_AT_ONCE = 500;

/** A turn that is judged: its time, and what it is counted under. */
export interface JudgedTurn extends Split {
  readonly at: number;
}

/** One of the judgements of a turn. */
interface Judgement {
  readonly verdict: string;
  readonly at: number;
}

/**
 * Counts a turn on its day as judged, or judged anew; within the transaction that keeps the judgement. A turn is wrong
 * where its last judgement says so. Like all numbers of a day these outlive their talk.
 */
export async function countJudged(
  db: Kysely<LogSchema>,
  turn: JudgedTurn,
  { before, after }: { readonly before: readonly Judgement[]; readonly after: readonly Judgement[] },
): Promise<void> {
  const reviewed = judged(after) - judged(before);
  const wrong = isWrong(after) - isWrong(before);
  if (reviewed === 0 && wrong === 0) return;
  const day = planDay(new Date(turn.at));
  await add(
    db,
    DIMENSIONS.map(dimension => ({ day, dimension, value: splitValue(dimension, turn), reviewed, wrong })),
  );
}

/** Counts all judgements there are into a table that has none. */
export async function countAllJudged(db: Kysely<LogSchema>): Promise<void> {
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('turns', join =>
      join
        .onRef('turns.conversation_id', '=', 'reviews.conversation_id')
        .onRef('turns.number', '=', 'reviews.number'),
    )
    .innerJoin('conversations', 'conversations.id', 'turns.conversation_id')
    .select([
      'reviews.conversation_id',
      'reviews.number',
      'reviews.verdict',
      'turns.at',
      'turns.language',
      'turns.topic',
      'conversations.channel',
      'conversations.plan',
    ])
    .orderBy('reviews.at')
    .execute();
  const last = new Map(rows.map(row => [`${row.conversation_id} ${row.number}`, row]));
  const sums = new Map<string, DailyJudgedRow>();
  for (const turn of last.values()) {
    const day = planDay(new Date(Number(turn.at)));
    for (const dimension of DIMENSIONS) {
      const value = splitValue(dimension, turn);
      const key = `${day} ${dimension} ${value}`;
      const { reviewed, wrong } = sums.get(key) ?? { reviewed: 0, wrong: 0 };
      const more = isWrong([turn]);
      sums.set(key, { day, dimension, value, reviewed: reviewed + 1, wrong: wrong + more });
    }
  }
  const all = [...sums.values()];
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE)
    await add(db, all.slice(from, from + ROWS_AT_ONCE));
}

async function add(db: Kysely<LogSchema>, rows: readonly DailyJudgedRow[]): Promise<void> {
  await db
    .insertInto('daily_judged')
    .values([...rows])
    .onConflict(conflict =>
      conflict.columns(['dimension', 'day', 'value']).doUpdateSet(row => ({
        reviewed: row('daily_judged.reviewed', '+', row.ref('excluded.reviewed')),
        wrong: row('daily_judged.wrong', '+', row.ref('excluded.wrong')),
      })),
    )
    .execute();
}

function judged(judgements: readonly Judgement[]): number {
  return judgements.length > 0 ? 1 : 0;
}

function isWrong(judgements: readonly Judgement[]): number {
  const last = judgements.reduce<Judgement | null>(
    (latest, one) => (latest && Number(latest.at) > Number(one.at) ? latest : one),
    null,
  );
  return last && last.verdict !== 'right' ? 1 : 0;
}
