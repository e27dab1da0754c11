import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { withPreparedStatements } from './prepared-statements.ts';
import type { LogDatabase, LogSchema } from './schema.ts';

/**
 * Pages of 4 KB in the write-ahead log at which they are moved into the database file. Turns write the same pages again
 * and again: moved at SQLite's 1,000, each was written twice as often, a twentieth of a turn's processor time.
 */
const CHECKPOINT_PAGES = 4_000;

/**
 * Opens the embedded log. Every commit is on disk before it is acknowledged (`synchronous=FULL`); deleted rows
 * are overwritten, so that a deleted conversation can't be read back from the file (`secure_delete`).
 */
export function openSqlite(file: string): LogDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
  return new Kysely<LogSchema>({
    dialect: new SqliteDialect({ database: withPreparedStatements(database) }),
  });
}

/**
 * Moves everything from the write-ahead log into the database file and empties it: what was deleted is then
 * nowhere on disk any more.
 */
export async function forgetDeleted(database: LogDatabase): Promise<void> {
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
}
