/** The database can't be used now: gone, frozen, full, or too slow. What was to be written is not known to be there. */
export class LogUnavailableError extends Error {
  readonly code = 'log-unavailable';

  constructor(cause: unknown) {
    super('the database does not answer or takes nothing', { cause });
    this.name = 'LogUnavailableError';
  }
}

/** SQLSTATE classes: connection, out of something (disk, connections), stopped by an operator, system error. */
const SQLSTATE = /^(08|53|57|58)[0-9A-Z]{3}$/;
/** A standby that was a primary, a lock not given in time, serialization failures. */
const SQLSTATE_ALONE = new Set(['25006', '55P03', '40001', '40P01', '25P03']);
const SQLITE = /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|BUSY|NOMEM|CORRUPT|NOTADB|LOCKED|PROTOCOL)/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);
const ENDED = /no transaction is active|no such savepoint/;
/** node-postgres gives these no code. */
const WORDS =
  /timeout|terminated|not queryable|connection error|database (is locked|connection is not open)/i;

/** Whether an error says that the database can't be used now, and not that a statement is wrong. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null) return WORDS.test(error.message);
  // SQLite ends a transaction by itself where the disk is full or broken; the roll-back that follows then fails.
  if (code === 'SQLITE_ERROR' && ENDED.test(error.message)) return true;
  return SQLSTATE.test(code) || SQLSTATE_ALONE.has(code) || SQLITE.test(code) || NETWORK.has(code);
}
