import type { LogDatabase } from './schema.ts';

/** How far a text message got; reports come in any order, a later stage is never undone by an earlier one. */
export const DELIVERY_RANK = {
  queued: 0,
  sent: 1,
  delivered: 2,
  undelivered: 2,
  failed: 2,
  dropped: 2,
} as const;
export type DeliveryStatus = keyof typeof DELIVERY_RANK;

/** What became of a text message of the log. */
export interface Delivery {
  readonly conversationId: string;
  /** Number of the activity. */
  readonly number: number;
  readonly status: DeliveryStatus;
  /** Code of the provider, or null. */
  readonly error: string | null;
  readonly at: Date;
}

/** What carriers report of the messages of the log. */
export interface DeliveryLog {
  /** Notes a report; one of a message that is not in the log (deleted, or never ours) is left out. */
  report(delivery: Delivery): Promise<void>;
  of(conversationId: string): Promise<readonly Delivery[]>;
}

/** The delivery reports in the database of the log. */
export function databaseDeliveries(db: LogDatabase): DeliveryLog {
  return {
    report: async ({ conversationId, number, status, error, at }) => {
      const logged = await db
        .selectFrom('activities')
        .select('number')
        .where('conversation_id', '=', conversationId)
        .where('number', '=', number)
        .where('direction', '=', 'out')
        .executeTakeFirst();
      if (!logged) return;
      const rank = DELIVERY_RANK[status];
      const row = { conversation_id: conversationId, number, status, rank, error, at: at.getTime() };
      await db
        .insertInto('sms_deliveries')
        .values(row)
        .onConflict(conflict =>
          conflict
            .columns(['conversation_id', 'number'])
            .doUpdateSet({ status, rank, error, at: at.getTime() })
            .where('sms_deliveries.rank', '<=', rank),
        )
        .execute();
    },
    of: async conversationId => {
      const rows = await db
        .selectFrom('sms_deliveries')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('number')
        .execute();
      return rows.map(row => ({
        conversationId: row.conversation_id,
        number: row.number,
        status: row.status as DeliveryStatus, // written by report
        error: row.error,
        at: new Date(Number(row.at)),
      }));
    },
  };
}
