import type { LogDatabase } from '../schema.ts';
import { countDay } from './day-counts.ts';
import type { Dimension } from './dimensions.ts';
import { latencyQuantile } from './latency-groups.ts';
import { dayAfter, planDay, weekOf } from './plan-day.ts';
import { rollUpDays } from './roll-up-days.ts';
import {
  type JudgedRow,
  judgedDays,
  type SummedRow,
  summedJudged,
  summedLatency,
  summedSplits,
} from './summed-days.ts';

/** What happened in some time, by one value of one dimension (or one week). */
export interface Counts {
  /** Empty where the turns have none: no plan named, no topic found. */
  readonly value: string;
  /** Talks with a turn of that value; over several days the sum of each day's. */
  readonly talks: number;
  readonly turns: number;
  readonly answered: number;
  readonly clarify: number;
  readonly handoff: number;
  /** Handed off since no approved answer fitted. */
  readonly unanswered: number;
  /** 911 and 988 cards. */
  readonly alarms: number;
  readonly thumbsUp: number;
  readonly thumbsDown: number;
  /** Turns that somebody judged, and those of them judged other than right. */
  readonly reviewed: number;
  readonly wrong: number;
}

/** How fast replies were made. */
export interface Latency {
  readonly channel: string;
  readonly turns: number;
  /** Milliseconds, interpolated within groups. */
  readonly median: number | null;
  readonly p95: number | null;
}

/** All that the dashboard shows of a time. */
export interface Dashboard {
  /** First and last day, both included, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly total: Counts;
  /** By Monday, oldest first. */
  readonly weeks: readonly Counts[];
  /** Most turns first. */
  readonly by: Readonly<Record<Exclude<Dimension, 'all'>, readonly Counts[]>>;
  readonly latency: readonly Latency[];
}

/** Whole days come from the daily counts (missing ones are counted first), today from its turns. */
export async function readDashboard(
  db: LogDatabase,
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: Date },
): Promise<Dashboard> {
  await rollUpDays(db, now);
  const kept = await db
    .selectFrom('daily_counts')
    .selectAll()
    .where('dimension', '=', 'all')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
  const counted = new Set(kept.map(({ day }) => day));
  // Today, and yesterday in the hour after midnight.
  const live = [dayAfter(planDay(now), -1), planDay(now)].filter(
    day => day >= from && day <= to && !counted.has(day),
  );
  const fresh = await Promise.all(live.map(day => countDay(db, day)));
  const freshCounts = fresh.flatMap(({ counts }) => counts);
  const splits = [...(await summedSplits(db, from, to)), ...freshCounts];
  const days = [...kept, ...freshCounts.filter(({ dimension }) => dimension === 'all')];
  const latency = [...(await summedLatency(db, from, to)), ...fresh.flatMap(day => day.latency)];
  const judged = await judgedDays(db, from, to);
  const judgedSplits = await summedJudged(db, from, to);

  const split = (dimension: Exclude<Dimension, 'all'>) =>
    sumBy(
      splits.filter(row => row.dimension === dimension),
      judgedSplits.filter(row => row.dimension === dimension),
      ({ value }) => value,
    ).sort((one, other) => other.turns - one.turns);
  const [total = { value: 'all', ...ZERO }] = sumBy(days, judged, () => 'all');
  return {
    from,
    to,
    total,
    weeks: sumBy(days, judged, ({ day }) => weekOf(day)).sort((one, other) =>
      one.value < other.value ? -1 : 1,
    ),
    by: {
      channel: split('channel'),
      language: split('language'),
      plan: split('plan'),
      topic: split('topic'),
    },
    latency: [...new Set(latency.map(({ channel }) => channel))].sort().map(channel => {
      const groups = latency.filter(group => group.channel === channel);
      return {
        channel,
        turns: groups.reduce((sum, { turns }) => sum + turns, 0),
        median: latencyQuantile(groups, 0.5),
        p95: latencyQuantile(groups, 0.95),
      };
    }),
  };
}

const ZERO = {
  talks: 0,
  turns: 0,
  answered: 0,
  clarify: 0,
  handoff: 0,
  unanswered: 0,
  alarms: 0,
  thumbsUp: 0,
  thumbsDown: 0,
  reviewed: 0,
  wrong: 0,
};

function sumBy<Row extends SummedRow, Judged extends JudgedRow>(
  rows: readonly Row[],
  judged: readonly Judged[],
  keyOf: (row: Row | Judged) => string,
): Counts[] {
  const sums = new Map<string, Counts>();
  for (const row of rows) {
    const value = keyOf(row);
    const sum = sums.get(value) ?? { value, ...ZERO };
    sums.set(value, {
      ...sum,
      talks: sum.talks + row.talks,
      turns: sum.turns + row.turns,
      answered: sum.answered + row.answered,
      clarify: sum.clarify + row.clarify,
      handoff: sum.handoff + row.handoff,
      unanswered: sum.unanswered + row.unanswered,
      alarms: sum.alarms + row.alarms,
      thumbsUp: sum.thumbsUp + row.thumbs_up,
      thumbsDown: sum.thumbsDown + row.thumbs_down,
    });
  }
  for (const row of judged) {
    const value = keyOf(row);
    const sum = sums.get(value) ?? { value, ...ZERO };
    sums.set(value, { ...sum, reviewed: sum.reviewed + row.reviewed, wrong: sum.wrong + row.wrong });
  }
  return [...sums.values()];
}
