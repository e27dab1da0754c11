import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/** Types that PostgreSQL is told for the columns of given rows. */
export type GivenColumns = Readonly<Record<string, 'text' | 'integer' | 'bigint' | 'double precision'>>;

/**
 * Rows as a table `given`, to select or update from: one parameter (JSON) and so one prepared statement, however
 * many there are.
 * @param columns names in the rows and in `given`, with their types; constants of our own, never from outside
 */
export function givenRows<C extends GivenColumns>(
  db: Pick<Kysely<unknown>, 'getExecutor'>,
  columns: C,
  rows: readonly Readonly<Record<keyof C, string | number | null>>[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    return sql`json_to_recordset(${json}::json) as given(${sql.raw(typed.join(', '))})`;
  }
  const read = Object.keys(columns).map(name => `value ->> '${name}' as ${name}`);
  return sql`(select ${sql.raw(read.join(', '))} from json_each(${json})) as given`;
}
