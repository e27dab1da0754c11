import { z } from 'zod';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { AuditRow } from '../staff-schema.ts';
import { entryHash, GENESIS } from './chain.ts';
import type { AuditHead } from './heads-file.ts';

/** Action of the entry that a purge of the audit log leaves: what it removed, and where the chain then begins. */
export const AUDIT_PURGE = 'audit.purge';

/** Details of that entry. */
export const auditPurgeSchema = z.object({ upTo: z.number().int(), hash: z.string() });

/** What was found when the whole audit log was read. */
export interface AuditCheck {
  readonly entries: number;
  /** First and last number; 0 where there is none. */
  readonly first: number;
  readonly last: number;
  /** What is wrong, one sentence each, with the number of the entry; empty where all is well. */
  readonly problems: readonly string[];
}

const BATCH = 1_000;
const MOST_PROBLEMS = 50;

/**
 * Reads the audit log from its first entry to its last and finds entries that were changed, removed, put in or
 * put in another order, at the end too.
 * @param keys all keys that entries may have been made with
 * @param heads ends written down earlier, outside the database
 */
export async function verifyAudit(
  db: LogDatabase,
  keys: readonly Buffer[],
  heads: readonly AuditHead[],
): Promise<AuditCheck> {
  const problems: string[] = [];
  const kept = new Map(heads.map(head => [head.seq, head.hash]));
  const purges = new Set<string>();
  let entries = 0;
  let before: { readonly seq: number; readonly hash: string } | null = null;
  let first: AuditRow | null = null;
  // Read first: what is added while the log is read comes after it and is left for the next time.
  const head = await headOf(db);
  for (;;) {
    const rows: AuditRow[] = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', before?.seq ?? 0)
      .where('seq', '<=', Math.max(head.seq, furthestOf(heads)))
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    for (const stored of rows) {
      const row: AuditRow = { ...stored, seq: Number(stored.seq), at: Number(stored.at) };
      first ??= row;
      entries++;
      if (before && row.seq !== before.seq + 1)
        problems.push(`entries ${before.seq + 1} to ${row.seq - 1} are missing`);
      if (before && row.previous !== before.hash)
        problems.push(`entry ${row.seq} does not follow the one before it`);
      const genuine = keys.some(key => entryHash(key, row) === row.hash);
      if (!genuine) problems.push(`entry ${row.seq} was changed, or made by somebody else`);
      if (kept.has(row.seq) && kept.get(row.seq) !== row.hash)
        problems.push(`entry ${row.seq} is not the one that was written down outside the database`);
      const purge = genuine && row.action === AUDIT_PURGE ? purgeOf(row.details) : null;
      if (purge) purges.add(`${purge.upTo} ${purge.hash}`);
      before = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < BATCH) break;
  }
  problems.push(...wrongStart(first, purges), ...wrongEnd(before, heads, head));
  return {
    entries,
    first: first?.seq ?? 0,
    last: before?.seq ?? 0,
    problems: problems.slice(0, MOST_PROBLEMS),
  };
}

/** The first entry there is must be the first there was, or follow what a purge says it removed. */
function wrongStart(first: AuditRow | null, purges: ReadonlySet<string>): readonly string[] {
  if (!first || (first.seq === 1 && first.previous === GENESIS)) return [];
  if (purges.has(`${first.seq - 1} ${first.previous}`)) return [];
  return [`entries before ${first.seq} are missing, and no purge tells of them`];
}

function wrongEnd(
  last: { readonly seq: number; readonly hash: string } | null,
  heads: readonly AuditHead[],
  head: { readonly seq: number; readonly hash: string },
): readonly string[] {
  const problems: string[] = [];
  const end = last ?? { seq: 0, hash: GENESIS };
  if (end.seq !== head.seq || end.hash !== head.hash)
    problems.push(`the log ends at ${end.seq}, but its head says ${head.seq}`);
  const furthest = furthestOf(heads);
  if (furthest > end.seq)
    problems.push(`entries ${end.seq + 1} to ${furthest} are missing: the log was seen to reach ${furthest}`);
  return problems;
}

function furthestOf(heads: readonly AuditHead[]): number {
  return heads.reduce((most, { seq }) => Math.max(most, seq), 0);
}

async function headOf(db: LogDatabase): Promise<{ readonly seq: number; readonly hash: string }> {
  const head = await db
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirst();
  return head ? { seq: Number(head.seq), hash: head.hash } : { seq: -1, hash: '' };
}

function purgeOf(details: string): z.infer<typeof auditPurgeSchema> | null {
  try {
    return auditPurgeSchema.parse(JSON.parse(details));
  } catch {
    return null;
  }
}
