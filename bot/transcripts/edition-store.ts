import { sql } from 'kysely';
import type { LogDatabase } from './schema.ts';

/** An edition has some twenty megabytes: no statement has to carry all of them within its time-out. */
const PIECE_BYTES = 1_048_576;

/** A change of what is live. */
export interface EditionChange {
  readonly seq: number;
  readonly edition: string | null;
  readonly by: string;
  readonly why: string;
  /** `seq` of the change before it, 0 for the first: two changes can't follow the same one. */
  readonly follows: number;
  readonly at: Date;
}

/** An edition as it was made: manifest and signature. */
export interface StoredEdition {
  readonly id: string;
  readonly parent: string | null;
  readonly manifest: string;
  readonly signature: string;
  readonly madeAt: Date;
}

/** Another edition went live after it was looked at; the change has to be decided anew. */
export class EditionMovedError extends Error {
  readonly code = 'edition-moved';

  constructor() {
    super('another edition went live since this one was prepared: prepare it again');
    this.name = 'EditionMovedError';
  }
}

/** Editions of the knowledge, and which is live, for all processes that share the database. */
export interface EditionStore {
  add(edition: StoredEdition & { readonly packed: Uint8Array }): Promise<void>;
  find(id: string): Promise<StoredEdition | null>;
  /** Files of an edition, or null where they are no longer kept. */
  packed(id: string): Promise<Uint8Array | null>;
  /** The edition that was made last, live or not; null where there is none. */
  newest(): Promise<Pick<StoredEdition, 'id' | 'parent'> | null>;
  /** The last change of what is live; null where there never was one. */
  live(): Promise<EditionChange | null>;
  /**
   * Puts an edition live.
   * @throws {EditionMovedError} where another change has followed the one it was decided on.
   */
  putLive(change: Omit<EditionChange, 'seq'>): Promise<void>;
  /** Changes, newest first. */
  history(limit: number): Promise<readonly EditionChange[]>;
  /** Removes the files of all editions but the newest `keep` and the live one with its parent. */
  prune(keep: number): Promise<void>;
}

/** The editions in the database of the log. */
export function databaseEditions(db: LogDatabase): EditionStore {
  const last = () =>
    db.selectFrom('edition_history').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return {
    add: async ({ id, parent, manifest, signature, packed, madeAt }) => {
      await db
        .insertInto('editions')
        .values({ id, parent, manifest, signature, packed: Buffer.from(packed), made_at: madeAt.getTime() })
        .execute();
    },
    find: async id => {
      const row = await db
        .selectFrom('editions')
        .select(['id', 'parent', 'manifest', 'signature', 'made_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return null;
      const { parent, manifest, signature } = row;
      return { id, parent, manifest, signature, madeAt: new Date(Number(row.made_at)) };
    },
    packed: async id => {
      const row = await db
        .selectFrom('editions')
        .select(sql<number | null>`length(packed)`.as('bytes'))
        .where('id', '=', id)
        .executeTakeFirst();
      const bytes = Number(row?.bytes ?? 0);
      const pieces: Uint8Array[] = [];
      for (let from = 1; from <= bytes; from += PIECE_BYTES) {
        const piece = sql<Uint8Array>`substr(packed, ${sql.lit(from)}, ${sql.lit(PIECE_BYTES)})`.as('piece');
        const read = await db.selectFrom('editions').select(piece).where('id', '=', id).executeTakeFirst();
        if (!read?.piece) return null;
        pieces.push(new Uint8Array(read.piece));
      }
      return pieces.length > 0 ? Buffer.concat(pieces) : null;
    },
    newest: async () =>
      (await db
        .selectFrom('editions')
        .select(['id', 'parent'])
        .orderBy('made_at', 'desc')
        .limit(1)
        .executeTakeFirst()) ?? null,
    live: async () => {
      const row = await last();
      return row ? { ...row, at: new Date(Number(row.at)) } : null;
    },
    putLive: async ({ edition, by, why, at, follows }) => {
      const row = await db
        .insertInto('edition_history')
        .values({ edition, by, why, at: at.getTime(), follows })
        .onConflict(conflict => conflict.column('follows').doNothing())
        .returning('seq')
        .executeTakeFirst();
      if (!row) throw new EditionMovedError();
    },
    history: async limit => {
      const rows = await db
        .selectFrom('edition_history')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(row => ({ ...row, at: new Date(Number(row.at)) }));
    },
    prune: async keep => {
      const live = (await last())?.edition ?? '';
      await db
        .updateTable('editions')
        .set({ packed: null })
        .where('id', 'not in', select =>
          select
            .selectFrom('editions as newest')
            .select('newest.id')
            .orderBy('newest.made_at', 'desc')
            .limit(keep),
        )
        .where('id', '!=', live)
        .where('id', 'not in', select =>
          select
            .selectFrom('editions as of_live')
            .select(row => row.fn.coalesce('of_live.parent', row.val('')).as('id'))
            .where('of_live.id', '=', live),
        )
        .execute();
    },
  };
}
