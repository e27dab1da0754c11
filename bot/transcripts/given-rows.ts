import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isPostgres } from './numbered-key.ts';

/** Types that PostgreSQL is told for the columns of given rows. */
export type GivenColumns = Readonly<Record<string, 'text' | 'integer' | 'bigint' | 'double precision'>>;

/** What PostgreSQL reads given rows by; a statement that has it is one over given rows. */
export const GIVEN_IN_POSTGRES = 'json_to_recordset';

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
  if (isPostgres(db)) {
    const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    return sql`${sql.raw(GIVEN_IN_POSTGRES)}(${json}::json) as given(${sql.raw(typed.join(', '))})`;
  }
  const read = Object.keys(columns).map(name => `value ->> '${name}' as ${name}`);
  return sql`(select ${sql.raw(read.join(', '))} from json_each(${json})) as given`;
}

/** An `insert` of rows; what else it says (`on conflict`, `returning`) comes behind it. */
export function insertGiven<C extends GivenColumns>(
  db: Pick<Kysely<unknown>, 'getExecutor'>,
  table: string,
  columns: C,
  rows: readonly Readonly<Record<keyof C, string | number | null>>[],
): RawBuilder<unknown> {
  const names = sql.raw(Object.keys(columns).join(', '));
  // `where true` tells SQLite that an `on` behind it belongs to no join.
  return sql`insert into ${sql.table(table)} (${names}) select ${names} from ${givenRows(db, columns, rows)} where true`;
}
