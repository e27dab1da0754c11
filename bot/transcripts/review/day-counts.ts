import { sql } from 'kysely';
import type { DailyCountRow, DailyLatencyRow } from '../review-schema.ts';
import type { LogDatabase } from '../schema.ts';
import { dayAfter, dayStart } from './plan-day.ts';

/** What the dashboard can be split by. */
export const DIMENSIONS = ['all', 'channel', 'language', 'plan', 'topic'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Value of turns that have none: no plan named, no topic found. */
export const NO_VALUE = '';

/** Upper bounds of the latency groups, milliseconds; the last one takes the rest. */
const LATENCY_BUCKETS = [2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 3_600_000];

const VALUE = {
  all: sql<string>`'all'`,
  channel: sql<string>`conversations.channel`,
  language: sql<string>`turns.language`,
  plan: sql<string>`coalesce(conversations.plan, ${sql.lit(NO_VALUE)})`,
  topic: sql<string>`coalesce(turns.topic, ${sql.lit(NO_VALUE)})`,
} satisfies Record<Dimension, unknown>;

/**
 * Counts one day from the turns themselves, by every dimension.
 */
export async function countDay(
  db: LogDatabase,
  day: string,
): Promise<{ readonly counts: readonly DailyCountRow[]; readonly latency: readonly DailyLatencyRow[] }> {
  const counts = await Promise.all(DIMENSIONS.map(dimension => countDimension(db, day, dimension)));
  return { counts: counts.flat(), latency: await countLatency(db, day) };
}

async function countDimension(
  db: LogDatabase,
  day: string,
  dimension: Dimension,
): Promise<readonly DailyCountRow[]> {
  const value = VALUE[dimension];
  const rows = await turnsOf(db, day)
    .select([
      value.as('value'),
      sql<number>`count(distinct turns.conversation_id)`.as('talks'),
      sql<number>`count(*)`.as('turns'),
      outcomes('answered').as('answered'),
      outcomes('clarify').as('clarify'),
      outcomes('handoff').as('handoff'),
      sql<number>`sum(turns.unanswered)`.as('unanswered'),
      outcomes('emergency', 'crisis').as('alarms'),
    ])
    // By its place: PostgreSQL groups by no constant.
    .groupBy(sql`1`)
    .execute();
  const thumbs = await db
    .selectFrom('feedback')
    .innerJoin('conversations', 'conversations.id', 'feedback.conversation_id')
    .leftJoin('activities', join =>
      join
        .onRef('activities.conversation_id', '=', 'feedback.conversation_id')
        .onRef('activities.number', '=', 'feedback.number'),
    )
    .leftJoin('turns', join =>
      join
        .onRef('turns.conversation_id', '=', 'activities.conversation_id')
        .onRef('turns.number', '=', 'activities.reply_to'),
    )
    .where('feedback.at', '>=', dayStart(day).getTime())
    .where('feedback.at', '<', dayStart(dayAfter(day)).getTime())
    .select([
      sql<string>`coalesce(${value}, ${sql.lit(NO_VALUE)})`.as('value'),
      sql<number>`sum(feedback.helpful)`.as('thumbs_up'),
      sql<number>`sum(1 - feedback.helpful)`.as('thumbs_down'),
    ])
    .groupBy(sql`1`)
    .execute();
  const found = new Map(thumbs.map(row => [row.value, row]));
  const values = new Map(rows.map(row => [row.value, row]));
  return [...new Set([...values.keys(), ...found.keys()])].map(name => {
    const row = values.get(name);
    const thumb = found.get(name);
    return {
      day,
      dimension,
      value: name,
      talks: Number(row?.talks ?? 0),
      turns: Number(row?.turns ?? 0),
      answered: Number(row?.answered ?? 0),
      clarify: Number(row?.clarify ?? 0),
      handoff: Number(row?.handoff ?? 0),
      unanswered: Number(row?.unanswered ?? 0),
      alarms: Number(row?.alarms ?? 0),
      thumbs_up: Number(thumb?.thumbs_up ?? 0),
      thumbs_down: Number(thumb?.thumbs_down ?? 0),
    };
  });
}

async function countLatency(db: LogDatabase, day: string): Promise<readonly DailyLatencyRow[]> {
  const bounds = LATENCY_BUCKETS.slice(0, -1).map(
    bound => sql`when turns.milliseconds <= ${sql.lit(bound)} then ${sql.lit(bound)}`,
  );
  const bucket = sql<number>`case ${sql.join(bounds, sql` `)} else ${sql.lit(LATENCY_BUCKETS.at(-1) ?? 0)} end`;
  const rows = await turnsOf(db, day)
    .select(['conversations.channel', bucket.as('bucket'), sql<number>`count(*)`.as('turns')])
    .groupBy(['conversations.channel', bucket])
    .execute();
  return rows.map(({ channel, bucket, turns }) => ({
    day,
    channel,
    bucket: Number(bucket),
    turns: Number(turns),
  }));
}

function turnsOf(db: LogDatabase, day: string) {
  return db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.id', 'turns.conversation_id')
    .where('turns.at', '>=', dayStart(day).getTime())
    .where('turns.at', '<', dayStart(dayAfter(day)).getTime());
}

function outcomes(...names: readonly string[]) {
  const list = sql.join(names.map(name => sql.lit(name)));
  return sql<number>`sum(case when turns.outcome in (${list}) then 1 else 0 end)`;
}

/** Interpolated within a group of turns: the latency that a share of all turns stays below, milliseconds. */
export function latencyQuantile(
  groups: readonly { readonly bucket: number; readonly turns: number }[],
  share: number,
): number | null {
  const all = groups.reduce((sum, { turns }) => sum + turns, 0);
  if (all === 0) return null;
  let below = 0;
  for (const bound of LATENCY_BUCKETS) {
    const here = groups.filter(({ bucket }) => bucket === bound).reduce((sum, { turns }) => sum + turns, 0);
    if (here > 0 && below + here >= share * all) {
      const from = LATENCY_BUCKETS[LATENCY_BUCKETS.indexOf(bound) - 1] ?? 0;
      return from + ((share * all - below) / here) * (bound - from);
    }
    below += here;
  }
  return LATENCY_BUCKETS.at(-1) ?? null;
}
