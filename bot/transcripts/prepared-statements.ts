import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { GIVEN_IN_POSTGRES } from './given-rows.ts';

/** Statements kept at most; the log has a few dozen, whose lists of values make some more. */
const MOST = 300;
/** What reads or writes rows; all else (schema, transactions) is prepared anew. */
const KEPT = /^\s*(?:select|insert|update|delete|with|begin|commit|savepoint|release)\b/i;

/**
 * A SQLite connection that prepares each statement once: preparing takes longer than most of ours run. A statement
 * is read to its end before the next begins, as Kysely does, so none is used twice at the same time.
 */
export function withPreparedStatements(database: SqliteDatabase): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    prepare: sql => {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = database.prepare(sql);
      if (!KEPT.test(sql)) {
        // The schema may have changed: what was prepared for the old one is forgotten.
        if (!/^\s*(?:pragma|rollback)\b/i.test(sql)) prepared.clear();
        return statement;
      }
      if (prepared.size >= MOST) prepared.clear();
      prepared.set(sql, statement);
      return statement;
    },
    close: () => {
      prepared.clear();
      database.close();
    },
  };
}

/** Statements that a connection to PostgreSQL keeps at most. */
const MOST_NAMED = 100;

/**
 * Names for statements that connections to PostgreSQL keep, so that the server reads and plans them once: those over
 * given rows, which every turn runs, with one text and one plan however many rows there are. Others have none, nor have
 * those of all columns (`*`): the server refuses a kept statement whose columns have changed, as they do when another
 * process brings the schema to a newer version.
 */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return text => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMED) return known;
    if (!text.includes(GIVEN_IN_POSTGRES) || text.includes('*')) return undefined;
    const name = `statement-${names.size}`;
    names.set(text, name);
    return name;
  };
}
