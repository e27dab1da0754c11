import { PostgresAdapter, sql } from 'kysely';
import type { LogDatabase } from './schema.ts';

/** Asks the database for nothing but an answer. @throws where there is none. */
export async function pingDatabase(db: LogDatabase): Promise<void> {
  await sql`SELECT 1`.execute(db);
}

/** Time by the database's clock; an embedded database has the clock of this process. */
export async function databaseClock(db: LogDatabase): Promise<Date> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return new Date();
  const { rows } = await sql<{
    ms: number;
  }>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`.execute(db);
  return new Date(rows[0]?.ms ?? Number.NaN);
}

/** Text messages that wait: to be sent, and to be answered. */
export interface SmsBacklog {
  readonly toSend: number;
  readonly toAnswer: number;
  /** Seconds that the longest-waiting one to be sent is overdue; 0 where none is. */
  readonly overdueSeconds: number;
}

/** Counts the text messages that wait. @param now the time it is */
export async function smsBacklog(db: LogDatabase, now: Date): Promise<SmsBacklog> {
  const outgoing = await db
    .selectFrom('sms_outgoing')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('due_at').as('earliest')])
    .where('state', '=', 'due')
    .executeTakeFirstOrThrow();
  const inbox = await db
    .selectFrom('sms_inbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('done', '=', 0)
    .executeTakeFirstOrThrow();
  const earliest = outgoing.earliest === null ? now.getTime() : Number(outgoing.earliest);
  return {
    toSend: Number(outgoing.count),
    toAnswer: Number(inbox.count),
    overdueSeconds: Math.max(0, (now.getTime() - earliest) / 1000),
  };
}
