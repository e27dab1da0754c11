import { type Kysely, sql } from 'kysely';
import { isPostgres } from '../numbered-key.ts';
import type { LogSchema } from '../schema.ts';

const COLUMNS = [
  'day',
  'dimension',
  'value',
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
const TEXTS: readonly string[] = ['day', 'dimension', 'value'];

/** All days of one value lie together: the dashboard sums them in passing, a sixth of the time. */
export async function orderDailyCounts(db: Kysely<LogSchema>): Promise<void> {
  await db.schema.alterTable('daily_counts').renameTo('daily_counts_by_day').execute();
  const table = COLUMNS.reduce(
    (columns, name) =>
      columns.addColumn(name, TEXTS.includes(name) ? 'text' : 'integer', column => column.notNull()),
    db.schema
      .createTable('daily_counts')
      .addPrimaryKeyConstraint('daily_counts_by_value', ['dimension', 'value', 'day'] as never[]), // columns come after
  );
  await (isPostgres(db) ? table : table.modifyEnd(sql`without rowid`)).execute();
  const names = sql.join(COLUMNS.map(name => sql.ref(name)));
  await sql`insert into daily_counts (${names}) select ${names} from daily_counts_by_day`.execute(db);
  await db.schema.dropTable('daily_counts_by_day').execute();
}
