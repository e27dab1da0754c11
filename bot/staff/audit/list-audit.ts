import type { LogDatabase } from '../../transcripts/schema.ts';
import type { AuditRow } from '../staff-schema.ts';

/** Which entries of the audit log are asked for; what is left out counts for all. */
export interface AuditFilter {
  readonly who?: string;
  /** A whole action, `talk.view`, or its first part, `talk`. */
  readonly action?: string;
  readonly subject?: string;
  /** Milliseconds since 1970, the first included, the second not. */
  readonly from?: number;
  readonly to?: number;
  /** Entries before this number only: the next page. */
  readonly before?: number;
}

/** Entries of the audit log, newest first. */
export async function listAudit(
  db: LogDatabase,
  { who, action, subject, from, to, before }: AuditFilter,
  limit: number,
): Promise<readonly AuditRow[]> {
  let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
  if (who) query = query.where('who', '=', who);
  if (action) {
    // A range finds what begins with a word without a pattern: '/' is the character after '.'.
    query = query.where(({ eb, or, and }) =>
      or([
        eb('action', '=', action),
        and([eb('action', '>', `${action}.`), eb('action', '<', `${action}/`)]),
      ]),
    );
  }
  if (subject) query = query.where('subject', '=', subject);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (before !== undefined) query = query.where('seq', '<', before);
  return query.execute();
}
