import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { GENESIS } from '../audit/chain.ts';

/**
 * The audit log. The database itself refuses to change an entry, and to remove one that was not first marked as
 * purged: this stops mistakes; who can drop the triggers is found out by the hash chain.
 */
export async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('seq', 'bigint', column => column.primaryKey())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('who', 'text', column => column.notNull())
    .addColumn('action', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('details', 'text', column => column.notNull())
    .addColumn('previous', 'text', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', column => column.primaryKey())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('purged_to', 'bigint', column => column.notNull())
    .execute();
  await sql`INSERT INTO audit_head (id, seq, hash, purged_to) VALUES (1, 0, ${GENESIS}, 0)`.execute(db);
  for (const column of ['who', 'action', 'subject', 'at'] as const) {
    await db.schema.createIndex(`audit_${column}`).on('audit').columns([column, 'seq']).execute();
  }
  const guard =
    db.getExecutor().adapter instanceof PostgresAdapter
      ? [
          sql`CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP = 'DELETE' AND OLD.seq <= (SELECT purged_to FROM audit_head) THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'the audit log is append-only'; END $$`,
          sql`CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
            FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()`,
        ]
      : [
          sql`CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
          sql`CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
            WHEN OLD.seq > (SELECT purged_to FROM audit_head)
            BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
        ];
  for (const statement of guard) await statement.execute(db);
}
