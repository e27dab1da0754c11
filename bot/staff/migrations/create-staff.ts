import type { Kysely } from 'kysely';

/** Tables of people, their sessions and their failed tries. */
export async function createStaff(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('name', 'text', column => column.notNull().unique())
    .addColumn('role', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('totp_sealed', 'text')
    .addColumn('totp_step', 'bigint', column => column.notNull())
    .addColumn('setup_hash', 'text')
    .addColumn('setup_until', 'bigint')
    .addColumn('openid', 'text', column => column.unique())
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('signed_in_at', 'bigint')
    .execute();
  await db.schema
    .createTable('staff_recovery_codes')
    .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
    .addColumn('code_hash', 'text', column => column.notNull())
    .addColumn('used_at', 'bigint')
    .addPrimaryKeyConstraint('staff_recovery_codes_key', ['staff_id', 'code_hash'])
    .execute();
  await db.schema
    .createTable('staff_sessions')
    .addColumn('token_hash', 'text', column => column.primaryKey())
    .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
    .addColumn('method', 'text', column => column.notNull())
    .addColumn('started_at', 'bigint', column => column.notNull())
    .addColumn('seen_at', 'bigint', column => column.notNull())
    .addColumn('ends_at', 'bigint', column => column.notNull())
    .execute();
  await db.schema
    .createTable('sign_in_failures')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('count', 'integer', column => column.notNull())
    .addColumn('last_at', 'bigint', column => column.notNull())
    .addColumn('locked_until', 'bigint', column => column.notNull())
    .execute();
  for (const [table, column] of [
    ['staff', 'setup_hash'],
    ['staff_sessions', 'staff_id'],
    ['staff_sessions', 'ends_at'],
    ['sign_in_failures', 'last_at'],
  ] as const) {
    await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
  }
}
