import type { Kysely } from 'kysely';

/**
 * Where a draft stands: it is being tried · it breaks rules · it was tried · it waits for approval · it is live · it
 * was not approved · its author took it back · trying it failed.
 */
export type DraftState =
  | 'trying'
  | 'refused'
  | 'ready'
  | 'sent'
  | 'live'
  | 'rejected'
  | 'withdrawn'
  | 'failed';

/** A change of the knowledge that somebody proposes. */
export interface DraftRow {
  readonly id: string;
  readonly state: DraftState;
  /** The change, JSON. */
  readonly operation: string;
  /** Messages it is tried on besides the trial questions, JSON list of `{lang, text}`. */
  readonly messages: string;
  /** Talk of the member's message that led to it; when the talk goes, messages and report go too. */
  readonly conversation_id: string | null;
  readonly why: string;
  /** Rules it breaks, JSON list; null where none. */
  readonly problems: string | null;
  /** Edition that holds it, and what that would change (JSON); null until it was tried. */
  readonly edition: string | null;
  readonly report: string | null;
  readonly author_id: string;
  readonly author: string;
  readonly decided_by: string | null;
  readonly decision: string | null;
  /** Milliseconds since 1970. */
  readonly made_at: number;
  readonly changed_at: number;
}

/** Table of drafts. */
export interface DraftSchema {
  readonly drafts: DraftRow;
}

/** Creates the table of drafts. */
export async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('drafts')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('operation', 'text', column => column.notNull())
    .addColumn('messages', 'text', column => column.notNull())
    .addColumn('conversation_id', 'text')
    .addColumn('why', 'text', column => column.notNull())
    .addColumn('problems', 'text')
    .addColumn('edition', 'text')
    .addColumn('report', 'text')
    .addColumn('author_id', 'text', column => column.notNull())
    .addColumn('author', 'text', column => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decision', 'text')
    .addColumn('made_at', 'bigint', column => column.notNull())
    .addColumn('changed_at', 'bigint', column => column.notNull())
    .execute();
  await db.schema.createIndex('drafts_changed').on('drafts').columns(['changed_at']).execute();
  await db.schema.createIndex('drafts_talk').on('drafts').columns(['conversation_id']).execute();
}
