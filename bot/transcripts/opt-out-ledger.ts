import type { Kysely } from 'kysely';
import type { LogDatabase, LogSchema } from './schema.ts';

/** A wish for no more text messages, or for them again. */
export interface ConsentRecord {
  /** Keyed hash of the member's number. */
  readonly addressHash: string;
  readonly channel: string;
  readonly optedOut: boolean;
  /** Words of the wish, masked; for one that the provider reports, its keyword or error code. */
  readonly words: string;
  readonly at: Date;
}

/** Who must not get text messages: append only, kept for good, outlives every conversation. */
export interface OptOutLedger {
  /** Whether the last wish under any of the hashes (one a key, see key rotation) was to stop. */
  isOptedOut(addressHashes: readonly string[]): Promise<boolean>;
  record(record: ConsentRecord): Promise<void>;
  /** All wishes under the hashes, oldest first: the evidence. */
  history(addressHashes: readonly string[]): Promise<readonly ConsentRecord[]>;
}

/** The ledger in the database of the log, seen by all processes at once. */
export function databaseLedger(db: LogDatabase): OptOutLedger {
  return {
    isOptedOut: async hashes => {
      const last = await db
        .selectFrom('opt_outs')
        .select('opted_out')
        .where('address_hash', 'in', [...hashes])
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return last?.opted_out === 1;
    },
    record: record => insertConsent(db, record),
    history: async hashes => {
      const rows = await db
        .selectFrom('opt_outs')
        .selectAll()
        .where('address_hash', 'in', [...hashes])
        .orderBy('id')
        .execute();
      return rows.map(row => ({
        addressHash: row.address_hash,
        channel: row.channel,
        optedOut: row.opted_out === 1,
        words: row.words,
        at: new Date(Number(row.at)),
      }));
    },
  };
}

/** Writes an entry, within a turn's transaction where it is part of one. */
export async function insertConsent(db: Kysely<LogSchema>, record: ConsentRecord): Promise<void> {
  await db
    .insertInto('opt_outs')
    .values({
      address_hash: record.addressHash,
      channel: record.channel,
      opted_out: record.optedOut ? 1 : 0,
      words: record.words,
      at: record.at.getTime(),
    })
    .execute();
}
