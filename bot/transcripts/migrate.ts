import { type Kysely, Migrator, sql } from 'kysely';
import { createDrafts } from '../staff/drafts/draft-schema.ts';
import { createAudit } from '../staff/migrations/create-audit.ts';
import { createRetention } from '../staff/migrations/create-retention.ts';
import { createSiteWork } from '../staff/migrations/create-site-work.ts';
import { createStaff } from '../staff/migrations/create-staff.ts';
import { createUnsent } from '../staff/migrations/create-unsent.ts';
import { createEditions } from './edition-schema.ts';
import { createDailyCounts } from './migrations/create-daily-counts.ts';
import { createDailyJudged } from './migrations/create-daily-judged.ts';
import { createReviews } from './migrations/create-reviews.ts';
import { createTalkIndex } from './migrations/create-talk-index.ts';
import { indexLater } from './migrations/index-later.ts';
import { indexUnanswered } from './migrations/index-unanswered.ts';
import { createKeptItems } from './migrations/kept-items.ts';
import { orderDailyCounts } from './migrations/order-daily-counts.ts';
import { isPostgres, numberedKey } from './numbered-key.ts';
import type { LogDatabase, LogSchema } from './schema.ts';

async function createLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('reference', 'text', column => column.notNull().unique())
    .addColumn('language', 'text')
    .addColumn('plan', 'text')
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('last_number', 'integer', column => column.notNull())
    .addColumn('flags', 'text', column => column.notNull())
    .addColumn('opened_at', 'bigint', column => column.notNull())
    .addColumn('updated_at', 'bigint', column => column.notNull())
    .execute();
  await db.schema
    .createTable('activities')
    .addColumn('conversation_id', 'text', column =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer', column => column.notNull())
    .addColumn('direction', 'text', column => column.notNull())
    .addColumn('channel_message_id', 'text')
    .addColumn('reply_to', 'integer')
    .addColumn('activity', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('activities_key', ['conversation_id', 'number'])
    .execute();
  await db.schema
    .createIndex('activities_message')
    .unique()
    .on('activities')
    .columns(['conversation_id', 'channel_message_id'])
    .where(sql.ref('channel_message_id'), 'is not', null)
    .execute();
  await db.schema
    .createTable('turns')
    .addColumn('conversation_id', 'text', column =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer', column => column.notNull())
    .addColumn('outcome', 'text', column => column.notNull())
    .addColumn('topic', 'text')
    .addColumn('article_version', 'text')
    .addColumn('language', 'text', column => column.notNull())
    .addColumn('confidence', 'double precision')
    .addColumn('candidates', 'text', column => column.notNull())
    .addColumn('flags', 'text', column => column.notNull())
    .addColumn('knowledge_version', 'text')
    .addColumn('milliseconds', 'double precision', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('turns_key', ['conversation_id', 'number'])
    .execute();
  for (const [table, columns] of [
    ['conversations', ['updated_at']],
    ['turns', ['outcome', 'at']],
    ['turns', ['topic', 'at']],
  ] as const) {
    await db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns([...columns])
      .execute();
  }
}

async function createFeedbackAndOptOuts(db: Kysely<unknown>): Promise<void> {
  const key = numberedKey(db);
  await db.schema
    .createTable('feedback')
    .addColumn('id', key.type, key.build)
    .addColumn('conversation_id', 'text', column =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer')
    .addColumn('helpful', 'integer', column => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', column => column.notNull())
    .execute();
  await db.schema
    .createTable('opt_outs')
    .addColumn('id', key.type, key.build)
    .addColumn('address_hash', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('opted_out', 'integer', column => column.notNull())
    .addColumn('words', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute();
  await db.schema.createIndex('opt_outs_address').on('opt_outs').columns(['address_hash', 'id']).execute();
}

async function createSmsQueues(db: Kysely<unknown>): Promise<void> {
  const key = numberedKey(db);
  await db.schema
    .createTable('sms_inbox')
    .addColumn('seq', key.type, key.build)
    .addColumn('conversation_id', 'text', column => column.notNull())
    .addColumn('message_id', 'text', column => column.notNull())
    .addColumn('sealed', 'text')
    .addColumn('holder', 'text', column => column.notNull())
    .addColumn('lease_until', 'bigint', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull())
    .addColumn('later', 'integer', column => column.notNull())
    .addColumn('done', 'integer', column => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('at', 'bigint', column => column.notNull())
    .addUniqueConstraint('sms_inbox_message', ['conversation_id', 'message_id'])
    .execute();
  await db.schema
    .createTable('sms_outgoing')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('conversation_id', 'text', column => column.notNull())
    .addColumn('number', 'integer', column => column.notNull())
    .addColumn('sealed', 'text')
    .addColumn('text', 'text')
    .addColumn('confirms_opt_out', 'integer', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull())
    .addColumn('uncertain', 'integer', column => column.notNull())
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('lease_until', 'bigint', column => column.notNull())
    .addColumn('error', 'text')
    .addColumn('at', 'bigint', column => column.notNull())
    .addUniqueConstraint('sms_outgoing_activity', ['conversation_id', 'number'])
    .execute();
  await db.schema
    .createTable('sms_deliveries')
    .addColumn('conversation_id', 'text', column =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer', column => column.notNull())
    .addColumn('status', 'text', column => column.notNull())
    .addColumn('rank', 'integer', column => column.notNull())
    .addColumn('error', 'text')
    .addColumn('at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('sms_deliveries_key', ['conversation_id', 'number'])
    .execute();
  for (const [table, columns] of [
    ['sms_inbox', ['conversation_id', 'done']],
    ['sms_inbox', ['done', 'lease_until']],
    ['sms_outgoing', ['state', 'due_at']],
  ] as const) {
    await db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns([...columns])
      .execute();
  }
}

const MOST_TRIES = 5;
const PAUSE_MS = 200;

const MIGRATIONS = {
  '0001-log': { up: createLog },
  '0002-feedback-and-opt-outs': { up: createFeedbackAndOptOuts },
  '0003-sms-queues': { up: createSmsQueues },
  '0010-staff': { up: createStaff },
  '0011-audit': { up: createAudit },
  '0012-retention': { up: createRetention },
  '0013-unsent': { up: createUnsent },
  '0020-talk-index': { up: createTalkIndex },
  '0021-reviews': { up: createReviews },
  '0022-daily-counts': { up: createDailyCounts },
  '0023-daily-judged': { up: createDailyJudged },
  '0024-daily-counts-by-value': { up: orderDailyCounts },
  '0025-unanswered-by-language': { up: indexUnanswered },
  '0026-index-later': { up: indexLater },
  '0030-editions': { up: createEditions },
  '0031-drafts': { up: createDrafts },
  '0040-kept-items': { up: createKeptItems },
  '0050-site-work': { up: createSiteWork },
};

/**
 * Brings the database to the newest schema; safe to run at every start and by several processes at once.
 * @throws the first migration's error, with what was done before it kept.
 */
export async function migrate(db: LogDatabase): Promise<void> {
  const migrator = migratorOf(db);
  const most = isPostgres(db) ? 1 : MOST_TRIES;
  for (let tries = 1; ; tries++) {
    const { error } = await migrator.migrateToLatest();
    if (!error) return;
    // SQLite has no lock for migrations: another process may just have made the same tables, and then all is well.
    if (tries === most) throw error;
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}

/** Names of the migrations that the next start would run; nothing is changed. */
export async function pendingMigrations(db: LogDatabase): Promise<readonly string[]> {
  const all = await migratorOf(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}

function migratorOf(db: LogDatabase): Migrator {
  return new Migrator({
    db: db as Kysely<LogSchema>,
    provider: { getMigrations: async () => MIGRATIONS },
    // Numbers are given out by subject, so that a lower one may come later.
    allowUnorderedMigrations: true,
  });
}
