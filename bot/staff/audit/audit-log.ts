import type { Transaction } from 'kysely';
import type { LogDatabase, LogSchema } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import { entryHash } from './chain.ts';

/** Something that somebody did. */
export interface AuditEvent {
  /** Name of the person, or `system`. */
  readonly who: string;
  /** What was done, `thing.verb`: `talk.view`, `talk.search`, `draft.approve`. */
  readonly action: string;
  /** What it was done to: an id, or empty. */
  readonly subject?: string;
  /** What else has to be known later; no member's words. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The append-only record of what staff did. */
export interface AuditLog {
  /**
   * Adds an entry. Resolves only when it is in the database; with a transaction, when that commits.
   * Do it before the page is sent: what can't be recorded is not shown.
   */
  record(event: AuditEvent, transaction?: Transaction<LogSchema>): Promise<void>;
}

/** @param key secret that the chain is made with */
export function auditLog(db: LogDatabase, key: Buffer, clock: Clock): AuditLog {
  return {
    record: async (event, transaction) => {
      if (transaction) await append(transaction, key, clock, event);
      else await db.transaction().execute(own => append(own, key, clock, event));
    },
  };
}

async function append(
  db: Transaction<LogSchema>,
  key: Buffer,
  clock: Clock,
  { who, action, subject = '', details = {} }: AuditEvent,
): Promise<void> {
  // The head is written before it is read: this makes all who append wait for each other.
  const head = await db
    .updateTable('audit_head')
    .set(row => ({ seq: row('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const entry = {
    seq: Number(head.seq),
    at: clock().getTime(),
    who,
    action,
    subject,
    details: JSON.stringify(details),
    previous: head.hash,
  };
  const hash = entryHash(key, entry);
  await db
    .insertInto('audit')
    .values({ ...entry, hash })
    .execute();
  await db.updateTable('audit_head').set({ hash }).where('id', '=', 1).execute();
}
