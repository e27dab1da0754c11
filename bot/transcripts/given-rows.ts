import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isPostgres } from './numbered-key.ts';

/** Types that PostgreSQL is told for the columns of given rows. */
export type GivenColumns = Readonly<Record<string, 'text' | 'integer' | 'bigint' | 'double precision'>>;

/** What PostgreSQL reads given rows by; a statement that has it is one over given rows. */
export const GIVEN_IN_POSTGRES = 'json_to_recordset';

/**
 * PostgreSQL thinks of 100 rows behind a function and, where a table is small yet, plans to read the whole of it; the
 * plan is kept and the table grows. A range of a column it knows nothing of makes it think of one row, and the index.
 */
const FEW = 'nth between 1 and 1000000';

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
    const names = Object.keys(columns).join(', ');
    const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    return sql`(select ${sql.raw(names)} from rows from (${sql.raw(GIVEN_IN_POSTGRES)}(${json}::json)
      as (${sql.raw(typed.join(', '))})) with ordinality as numbered(${sql.raw(names)}, nth)
      where ${sql.raw(FEW)}) as given`;
  }
  const read = Object.keys(columns).map(name => `value ->> '${name}' as ${name}`);
  return sql`(select ${sql.raw(read.join(', '))} from json_each(${json})) as given`;
}

/**
 * An `insert` of rows; what else it says (`on conflict`, `returning`) comes behind it.
 * @param only condition on `given` for a row to be inserted; all by default
 */
export function insertGiven<C extends GivenColumns>(
  db: Pick<Kysely<unknown>, 'getExecutor'>,
  table: string,
  columns: C,
  rows: readonly Readonly<Record<keyof C, string | number | null>>[],
  // Some `where` there must be: without it, SQLite takes an `on` behind for that of a join.
  only: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const names = sql.raw(Object.keys(columns).join(', '));
  return sql`insert into ${sql.table(table)} (${names}) select ${names} from ${givenRows(db, columns, rows)} where ${only}`;
}
