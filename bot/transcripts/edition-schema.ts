import type { ColumnType, Kysely } from 'kysely';
import { numberedKey } from './numbered-key.ts';

/** An edition of the knowledge, with its files. */
export interface EditionRow {
  readonly id: string;
  readonly parent: string | null;
  /** JSON, exactly as it was signed. */
  readonly manifest: string;
  readonly signature: string;
  /** Files of the edition, packed; null once it was too old to be kept. */
  readonly packed: Uint8Array | null;
  readonly made_at: number;
}

/** What was live from when on; append only. */
export interface EditionHistoryRow {
  readonly seq: ColumnType<number, never, never>;
  /** Null: the knowledge that the code was built with. */
  readonly edition: string | null;
  readonly by: string;
  readonly why: string;
  readonly follows: number;
  readonly at: number;
}

export interface EditionSchema {
  readonly editions: EditionRow;
  readonly edition_history: EditionHistoryRow;
}

/** Creates the tables of editions. */
export async function createEditions(db: Kysely<unknown>): Promise<void> {
  const key = numberedKey(db);
  await db.schema
    .createTable('editions')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('parent', 'text')
    .addColumn('manifest', 'text', column => column.notNull())
    .addColumn('signature', 'text', column => column.notNull())
    .addColumn('packed', key.binary)
    .addColumn('made_at', 'bigint', column => column.notNull())
    .execute();
  await db.schema
    .createTable('edition_history')
    .addColumn('seq', key.type, key.build)
    .addColumn('edition', 'text')
    .addColumn('by', 'text', column => column.notNull())
    .addColumn('why', 'text', column => column.notNull())
    .addColumn('follows', 'bigint', column => column.notNull().unique())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute();
}
