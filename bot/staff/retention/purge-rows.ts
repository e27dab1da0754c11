import { planDay } from '../../transcripts/review/plan-day.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { DraftState } from '../drafts/draft-schema.ts';
import type { PurgeKind } from './purge-kind.ts';

const CLOSED: readonly DraftState[] = ['live', 'rejected', 'withdrawn'];

/** Records of talks that may go before their talk does; those of a talk under hold stay. */
export function purgeOfTalks(table: 'feedback' | 'reviews' | 'sms_deliveries'): PurgeKind {
  const holds = (db: LogDatabase) => db.selectFrom('legal_holds').select('conversation_id');
  const counted = async (db: LogDatabase, before: number, is: 'in' | 'not in') => {
    const { count } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('at', '<', before)
      .where('conversation_id', is, holds(db))
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  return {
    count: async (db, before) => ({
      removed: await counted(db, before, 'not in'),
      held: await counted(db, before, 'in'),
    }),
    remove: async (db, before) => {
      const gone = await db
        .deleteFrom(table)
        .where('at', '<', before)
        .where('conversation_id', 'not in', holds(db))
        .executeTakeFirst();
      return { removed: Number(gone.numDeletedRows), held: await counted(db, before, 'in') };
    },
  };
}

/** Text messages that wait for nothing any more. */
export const purgeSmsQueues: PurgeKind = {
  count: async (db, before) => {
    const inbox = await db
      .selectFrom('sms_inbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('at', '<', before)
      .where('done', '=', 1)
      .executeTakeFirstOrThrow();
    const outgoing = await db
      .selectFrom('sms_outgoing')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('at', '<', before)
      .where('state', '!=', 'due')
      .executeTakeFirstOrThrow();
    return { removed: Number(inbox.count) + Number(outgoing.count), held: 0 };
  },
  remove: async (db, before) => {
    const inbox = await db
      .deleteFrom('sms_inbox')
      .where('at', '<', before)
      .where('done', '=', 1)
      .executeTakeFirst();
    const outgoing = await db
      .deleteFrom('sms_outgoing')
      .where('at', '<', before)
      .where('state', '!=', 'due')
      .executeTakeFirst();
    return { removed: Number(inbox.numDeletedRows) + Number(outgoing.numDeletedRows), held: 0 };
  },
};

/** Drafts that nobody works on any more. */
export const purgeDrafts: PurgeKind = {
  count: async (db, before) => {
    const { count } = await db
      .selectFrom('drafts')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('changed_at', '<', before)
      .where('state', 'in', CLOSED)
      .executeTakeFirstOrThrow();
    return { removed: Number(count), held: 0 };
  },
  remove: async (db, before) => {
    const gone = await db
      .deleteFrom('drafts')
      .where('changed_at', '<', before)
      .where('state', 'in', CLOSED)
      .executeTakeFirst();
    return { removed: Number(gone.numDeletedRows), held: 0 };
  },
};

/** Numbers of whole days. */
export const purgeDailyCounts: PurgeKind = {
  count: async (db, before) => {
    const { count } = await db
      .selectFrom('daily_counts')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('day', '<', planDay(new Date(before)))
      .executeTakeFirstOrThrow();
    return { removed: Number(count), held: 0 };
  },
  remove: async (db, before) => {
    const day = planDay(new Date(before));
    const gone = await db.deleteFrom('daily_counts').where('day', '<', day).executeTakeFirst();
    for (const table of ['daily_latency', 'daily_judged'] as const)
      await db.deleteFrom(table).where('day', '<', day).execute();
    return { removed: Number(gone.numDeletedRows), held: 0 };
  },
};
