import type { DailyCountRow, DailyLatencyRow } from '../review-schema.ts';
import type { LogDatabase } from '../schema.ts';
import { DIMENSIONS, type Split, splitValue } from './dimensions.ts';
import { latencyBucket } from './latency-groups.ts';
import { dayAfter, dayStart } from './plan-day.ts';

/** What a day came to. */
export interface DayCounts {
  readonly counts: readonly DailyCountRow[];
  readonly latency: readonly DailyLatencyRow[];
}

/** Counts one day from the turns themselves, by every dimension, in one pass over them. */
export async function countDay(db: LogDatabase, day: string): Promise<DayCounts> {
  const tallies = new Map<string, Tally>();
  const each = (split: Split, count: (tally: Tally) => void) => {
    for (const dimension of DIMENSIONS) {
      const value = splitValue(dimension, split);
      const key = `${dimension} ${value}`;
      const tally = tallies.get(key) ?? newTally(day, dimension, value);
      tallies.set(key, tally);
      count(tally);
    }
  };
  const latency = new Map<string, { -readonly [Key in keyof DailyLatencyRow]: DailyLatencyRow[Key] }>();
  for (const turn of await turnsOf(db, day)) {
    each(turn, ({ row, talks }) => {
      talks.add(turn.conversation_id);
      row.turns += 1;
      const { outcome } = turn;
      if (outcome === 'answered' || outcome === 'clarify' || outcome === 'handoff') row[outcome] += 1;
      if (outcome === 'emergency' || outcome === 'crisis') row.alarms += 1;
      row.unanswered += turn.unanswered;
    });
    const { channel } = turn;
    const bucket = latencyBucket(turn.milliseconds);
    const group = latency.get(`${bucket} ${channel}`) ?? { day, channel, bucket, turns: 0 };
    latency.set(`${bucket} ${channel}`, group);
    group.turns += 1;
  }
  for (const thumb of await thumbsOf(db, day)) {
    each(thumb, ({ row }) => {
      row[thumb.helpful === 1 ? 'thumbs_up' : 'thumbs_down'] += 1;
    });
  }
  return {
    counts: [...tallies.values()].map(({ row, talks }) => ({ ...row, talks: talks.size })),
    latency: [...latency.values()],
  };
}

interface Tally {
  readonly row: { -readonly [Key in keyof DailyCountRow]: DailyCountRow[Key] };
  readonly talks: Set<string>;
}

function newTally(day: string, dimension: string, value: string): Tally {
  return { row: { ...NOTHING, day, dimension, value }, talks: new Set() };
}

/** What is counted of a day. */
export const COUNT_COLUMNS = [
  'talks',
  'turns',
  'answered',
  'clarify',
  'handoff',
  'unanswered',
  'alarms',
  'thumbs_up',
  'thumbs_down',
] as const;

type Counts = Record<(typeof COUNT_COLUMNS)[number], number>;

/** A day on which nobody wrote. */
export const NOTHING = {
  dimension: 'all',
  value: 'all',
  ...(Object.fromEntries(COUNT_COLUMNS.map(name => [name, 0])) as Counts), // of these names
};

function turnsOf(db: LogDatabase, day: string) {
  return db
    .selectFrom('turns')
    .innerJoin('conversations', 'conversations.id', 'turns.conversation_id')
    .where('turns.at', '>=', dayStart(day).getTime())
    .where('turns.at', '<', dayStart(dayAfter(day)).getTime())
    .select([
      'turns.conversation_id',
      'turns.language',
      'turns.topic',
      'turns.outcome',
      'turns.unanswered',
      'turns.milliseconds',
      'conversations.channel',
      'conversations.plan',
    ])
    .execute();
}

function thumbsOf(db: LogDatabase, day: string) {
  return db
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
      'feedback.helpful',
      'turns.language',
      'turns.topic',
      'conversations.channel',
      'conversations.plan',
    ])
    .execute();
}
