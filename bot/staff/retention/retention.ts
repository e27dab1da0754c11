import { AppError } from '../../app-error.ts';
import type { OpenDatabase } from '../../transcripts/open-database.ts';
import { keptByHold, removeTalk } from '../../transcripts/remove-talk.ts';
import type { Clock } from '../../turn/clock.ts';
import type { AuditLog } from '../audit/audit-log.ts';

/** A talk under legal hold. */
export interface LegalHold {
  readonly conversationId: string;
  readonly reference: string;
  readonly placedBy: string;
  readonly why: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the talk goes as soon as the hold is lifted, since its member asked for that. */
  readonly deletionDue: boolean;
}

/** Talks that must stay, and talks that must go. Every change is in the audit log in the same transaction. */
export interface Retention {
  holds(): Promise<readonly LegalHold[]>;
  /** @throws {AppError} `NotFound` where no talk has the reference */
  hold(by: string, reference: string, why: string): Promise<void>;
  /** Lifts a hold; a deletion that was asked for meanwhile is done. */
  lift(by: string, conversationId: string): Promise<void>;
  /**
   * Deletes a talk on its member's request, from search too.
   * @throws {AppError} `NotFound` where no talk has the reference, `Conflict` where it is under hold: it goes when that is lifted
   */
  remove(by: string, reference: string, why: string): Promise<void>;
}

export function retention(parts: {
  readonly database: OpenDatabase;
  readonly audit: AuditLog;
  readonly clock: Clock;
}): Retention {
  const { database, audit, clock } = parts;
  const { db } = database;

  const find = async (reference: string): Promise<string> => {
    const row = await db
      .selectFrom('conversations')
      .select('id')
      .where('reference', '=', reference.trim().toUpperCase())
      .executeTakeFirst();
    if (!row) throw new AppError('NotFound', 'no conversation has this reference code');
    return row.id;
  };

  return {
    holds: async () => {
      const rows = await db
        .selectFrom('legal_holds')
        .innerJoin('conversations', 'conversations.id', 'legal_holds.conversation_id')
        .selectAll('legal_holds')
        .select('conversations.reference')
        .orderBy('legal_holds.at', 'desc')
        .execute();
      return rows.map(row => ({
        conversationId: row.conversation_id,
        reference: row.reference,
        placedBy: row.placed_by,
        why: row.why,
        at: Number(row.at),
        deletionDue: row.deletion_due === 1,
      }));
    },

    hold: async (by, reference, why) => {
      const id = await find(reference);
      await db.transaction().execute(async transaction => {
        await transaction
          .insertInto('legal_holds')
          .values({ conversation_id: id, placed_by: by, why, at: clock().getTime(), deletion_due: 0 })
          .onConflict(conflict => conflict.column('conversation_id').doNothing())
          .execute();
        await audit.record({ who: by, action: 'hold.place', subject: id, details: { why } }, transaction);
      });
    },

    lift: async (by, conversationId) => {
      const removed = await db.transaction().execute(async transaction => {
        const hold = await transaction
          .deleteFrom('legal_holds')
          .where('conversation_id', '=', conversationId)
          .returning('deletion_due')
          .executeTakeFirst();
        if (!hold) throw new AppError('NotFound', 'there is no such hold');
        const due = hold.deletion_due === 1;
        if (due) await removeTalk(transaction, conversationId);
        const details = due ? { removed: true } : {};
        await audit.record({ who: by, action: 'hold.lift', subject: conversationId, details }, transaction);
        return due;
      });
      if (removed) await database.forgetDeleted(db);
    },

    remove: async (by, reference, why) => {
      const id = await find(reference);
      const held = await db.transaction().execute(async transaction => {
        await audit.record({ who: by, action: 'talk.delete', subject: id, details: { why } }, transaction);
        const kept = await keptByHold(transaction, id);
        if (!kept) await removeTalk(transaction, id);
        return kept;
      });
      // After the commit: the wish is noted, and done when the hold is lifted.
      if (held)
        throw new AppError(
          'Conflict',
          'this conversation is under a legal hold: it goes when the hold is lifted',
        );
      await database.forgetDeleted(db);
    },
  };
}
