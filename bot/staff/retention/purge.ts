import type { OpenDatabase } from '../../transcripts/open-database.ts';
import { rollUpDays } from '../../transcripts/review/roll-up-days.ts';
import type { Clock } from '../../turn/clock.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RecordKind, RetentionPolicy } from './policy.ts';
import { purgeAudit } from './purge-audit.ts';
import { purgeGiven } from './purge-given.ts';
import type { PurgeKind, Removed } from './purge-kind.ts';
import { purgeDailyCounts, purgeDrafts, purgeOfTalks, purgeSmsQueues } from './purge-rows.ts';
import { purgeTalks } from './purge-talks.ts';

/** What a purge did to one kind of record, or would do. */
export interface PurgedKind extends Removed {
  readonly kind: RecordKind;
  readonly days: number | 'forever';
  /** Records last changed before this go; null where they are kept forever. */
  readonly before: Date | null;
}

const DAY_MS = 86_400_000;

/**
 * Removes what is older than the policy allows.
 * @returns a line for each kind; it is in the audit log too
 */
export async function purge(parts: {
  readonly database: OpenDatabase;
  readonly audit: AuditLog;
  readonly policy: RetentionPolicy;
  readonly clock: Clock;
  /** Who asked for it; `system` for the nightly one. */
  readonly by: string;
  /** Whether to count only. */
  readonly dryRun?: boolean;
}): Promise<readonly PurgedKind[]> {
  const { database, audit, policy, clock, by, dryRun = false } = parts;
  const { db } = database;
  const now = clock();
  const kinds: Readonly<Record<Exclude<RecordKind, 'opt-outs'>, PurgeKind>> = {
    talks: purgeTalks,
    feedback: purgeGiven('feedback'),
    reviews: purgeGiven('reviews'),
    'sms-queues': purgeSmsQueues,
    drafts: purgeDrafts,
    'sms-deliveries': purgeOfTalks('sms_deliveries'),
    'daily-counts': purgeDailyCounts,
    audit: purgeAudit(audit, by),
  };
  // The numbers of a day outlive its talks.
  if (!dryRun) await rollUpDays(db, now);
  const report: PurgedKind[] = [];
  for (const [name, days] of Object.entries(policy)) {
    const kind = name as RecordKind; // the policy's own keys
    if (days === 'forever' || kind === 'opt-outs') {
      report.push({ kind, days, before: null, removed: 0, held: 0 });
      continue;
    }
    const before = new Date(now.getTime() - days * DAY_MS);
    const removed = await kinds[kind][dryRun ? 'count' : 'remove'](db, before.getTime());
    report.push({ kind, days, before, ...removed });
  }
  if (!dryRun) {
    await database.forgetDeleted(db);
    const details = Object.fromEntries(
      report.filter(({ before }) => before).map(({ kind, removed, held }) => [kind, { removed, held }]),
    );
    await audit.record({ who: by, action: 'retention.purge', details });
  }
  return report;
}
