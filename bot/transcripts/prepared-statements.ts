import type { SqliteDatabase, SqliteStatement } from 'kysely';

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
