import type { CreateTableBuilder, Kysely } from 'kysely';

/** Judgements, the queue of what is to be judged, tags, follow-ups and saved views. */
export async function createReviews(db: Kysely<unknown>): Promise<void> {
  const ofTalk = (table: string) =>
    db.schema
      .createTable(table)
      .addColumn('conversation_id', 'text', column =>
        column.notNull().references('conversations.id').onDelete('cascade'),
      );
  await ofTalk('review_tasks')
    .addColumn('number', 'integer', column => column.notNull())
    .addColumn('reason', 'text', column => column.notNull())
    .addColumn('priority', 'integer', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('reviews', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('review_tasks_key', ['conversation_id', 'number'])
    .execute();
  await db.schema
    .createIndex('review_tasks_next')
    .on('review_tasks')
    .columns(['reviews', 'priority', 'at'])
    .execute();
  await ofTalk('reviews')
    .addColumn('number', 'integer', column => column.notNull())
    .addColumn('reviewer', 'text', column => column.notNull())
    .addColumn('verdict', 'text', column => column.notNull())
    .addColumn('right_topic', 'text')
    .addColumn('note', 'text')
    .addColumn('at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('reviews_key', ['conversation_id', 'number', 'reviewer'])
    .execute();
  await db.schema.createIndex('reviews_at').on('reviews').columns(['at']).execute();
  await stamped(
    ofTalk('tags').addColumn('tag', 'text', column => column.notNull()),
    'added_by',
  )
    .addPrimaryKeyConstraint('tags_key', ['conversation_id', 'tag'])
    .execute();
  await stamped(ofTalk('follow_ups'), 'done_by')
    .addPrimaryKeyConstraint('follow_ups_key', ['conversation_id'])
    .execute();
  await db.schema
    .createTable('saved_views')
    .addColumn('owner', 'text', column => column.notNull())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('query', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('saved_views_key', ['owner', 'name'])
    .execute();
}

function stamped<Table extends string, Columns extends string>(
  table: CreateTableBuilder<Table, Columns>,
  who: string,
) {
  return table
    .addColumn(who, 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull());
}
