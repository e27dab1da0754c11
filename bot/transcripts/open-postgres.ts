import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { discardingPool } from './discarding-pool.ts';
import type { LogDatabase, LogSchema } from './schema.ts';

/** How a pool of connections to PostgreSQL behaves. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`, with the options of libpq. */
  readonly url: string;
  /** Connections at most; 10 by default. */
  readonly connections?: number;
  /** Milliseconds to wait for a connection before giving up; 3,000 by default. */
  readonly connectMs?: number;
  /** Milliseconds one statement may take, waits for locks included; 5,000 by default. */
  readonly statementMs?: number;
  /** Called when a connection breaks that no statement waits on; the pool opens another by itself. */
  readonly onLost?: (error: Error) => void;
}

/** Milliseconds since 1970 and row numbers are far below 2^53, so 64-bit integers are read as numbers, as in SQLite. */
const INT8 = 20;

/** The log in PostgreSQL with the state of its pool. */
export interface OpenPostgres {
  readonly db: LogDatabase;
  /** Connections in use and idle, and requests that wait for one. */
  connections(): { readonly active: number; readonly idle: number; readonly waiting: number };
}

/** Opens the log in PostgreSQL 13 or later. Commits are on disk before they are acknowledged (`synchronous_commit`). */
export function openPostgres({
  url,
  connections = 10,
  connectMs = 3_000,
  statementMs = 5_000,
  onLost = () => {},
}: PostgresOptions): OpenPostgres {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    // An idle connection costs little; after a busy moment many would be closed at once, and members wait meanwhile.
    idleTimeoutMillis: 0,
    statement_timeout: statementMs,
    // The server may be frozen and never answer its own time-out.
    query_timeout: statementMs + 1_000,
    idle_in_transaction_session_timeout: 2 * statementMs,
    keepAlive: true,
    application_name: 'member-help-bot',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === INT8 ? Number : pg.types.getTypeParser(type, format as 'text'),
    },
  });
  pool.on('error', onLost);
  // The pool listens to idle connections only: one that breaks between two statements of a transaction would end the
  // process. The statement after it fails, and with it the transaction.
  pool.on('connect', client => client.on('error', onLost));
  return {
    db: new Kysely<LogSchema>({ dialect: new PostgresDialect({ pool: discardingPool(pool) }) }),
    connections: () => ({
      active: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  };
}
