import type { LogDatabase } from '../../transcripts/schema.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { AUDIT_PURGE } from '../audit/verify-audit.ts';
import type { PurgeKind } from './purge-kind.ts';

/**
 * The oldest entries of the audit log. A new entry says up to which they went, and with which hash the rest goes on,
 * so that the chain still holds.
 * @param by who purges
 */
export function purgeAudit(audit: AuditLog, by: string): PurgeKind {
  return {
    count: async (db, before) => {
      const last = await lastBefore(db, before);
      if (!last) return { removed: 0, held: 0 };
      const { count } = await db
        .selectFrom('audit')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('seq', '<=', last.seq)
        .executeTakeFirstOrThrow();
      return { removed: Number(count), held: 0 };
    },
    remove: async (db, before) => {
      const last = await lastBefore(db, before);
      if (!last) return { removed: 0, held: 0 };
      const details = { upTo: Number(last.seq), hash: last.hash };
      return db.transaction().execute(async transaction => {
        await audit.record({ who: by, action: AUDIT_PURGE, details }, transaction);
        await transaction
          .updateTable('audit_head')
          .set({ purged_to: last.seq })
          .where('id', '=', 1)
          .execute();
        const gone = await transaction.deleteFrom('audit').where('seq', '<=', last.seq).executeTakeFirst();
        return { removed: Number(gone.numDeletedRows), held: 0 };
      });
    },
  };
}

async function lastBefore(db: LogDatabase, before: number) {
  return db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('at', '<', before)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}
