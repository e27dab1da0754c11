import { join } from 'node:path';
import type { PostgresOptions } from './open-postgres.ts';
import { forgetDeleted, openSqlite } from './open-sqlite.ts';
import type { LogDatabase } from './schema.ts';

/** The database of the log, and what has to be done after a deletion so that nothing of it stays behind. */
export interface OpenDatabase {
  readonly kind: 'postgres' | 'sqlite';
  readonly db: LogDatabase;
  forgetDeleted(db: LogDatabase): Promise<void>;
  /** Connections in use and idle, and requests that wait for one; SQLite has one that is always there. */
  connections(): { readonly active: number; readonly idle: number; readonly waiting: number };
}

/** Opens PostgreSQL where a URL is given, else SQLite in the data folder. Migrations are not run. */
export async function openDatabase(options: {
  readonly url?: string | undefined;
  readonly dataDir: string;
  readonly postgres?: Omit<PostgresOptions, 'url'>;
}): Promise<OpenDatabase> {
  if (options.url) {
    // Its client is loaded only where it is used.
    const { openPostgres } = await import('./open-postgres.ts');
    return {
      kind: 'postgres',
      ...openPostgres({ ...options.postgres, url: options.url }),
      // PostgreSQL frees deleted rows by autovacuum; what a member wrote was masked before it got here.
      forgetDeleted: async () => {},
    };
  }
  return {
    kind: 'sqlite',
    db: openSqlite(join(options.dataDir, 'transcripts.db')),
    forgetDeleted,
    connections: () => ({ active: 0, idle: 1, waiting: 0 }),
  };
}
