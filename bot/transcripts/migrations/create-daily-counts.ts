import type { Kysely } from 'kysely';

const COUNTS = [
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

/** What each whole day came to: the dashboard reads these and only today's turns. */
export async function createDailyCounts(db: Kysely<unknown>): Promise<void> {
  const counts = db.schema
    .createTable('daily_counts')
    .addColumn('day', 'text', column => column.notNull())
    .addColumn('dimension', 'text', column => column.notNull())
    .addColumn('value', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('daily_counts_key', ['dimension', 'day', 'value']);
  await COUNTS.reduce(
    (table, name) => table.addColumn(name, 'integer', column => column.notNull()),
    counts,
  ).execute();
  await db.schema
    .createTable('daily_latency')
    .addColumn('day', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('bucket', 'integer', column => column.notNull())
    .addColumn('turns', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('daily_latency_key', ['day', 'channel', 'bucket'])
    .execute();
}
