import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

/** Whether a database is PostgreSQL, the other kind being SQLite. */
export function isPostgres(db: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Data type and constraint of a primary key that numbers rows as they come: `integer … autoincrement` in SQLite,
 * `bigint … identity` in PostgreSQL.
 */
export function numberedKey(db: Pick<Kysely<unknown>, 'getExecutor'>) {
  const postgres = isPostgres(db);
  return {
    postgres,
    type: postgres ? 'bigint' : 'integer',
    /** Type of a column that holds bytes. */
    binary: sql.raw(postgres ? 'bytea' : 'blob'),
    build: (column: ColumnDefinitionBuilder) =>
      postgres ? column.primaryKey().generatedAlwaysAsIdentity() : column.primaryKey().autoIncrement(),
  } as const;
}
