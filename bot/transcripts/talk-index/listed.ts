import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Texts as rows of one column, `listed.value`, to select from: one parameter and so one prepared statement, however
 * many there are.
 */
export function listed(db: Pick<Kysely<unknown>, 'getExecutor'>, texts: readonly string[]) {
  const json = JSON.stringify(texts);
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? sql`json_array_elements_text(${json}::json) as listed(value)`
    : sql`json_each(${json}) as listed`;
}
