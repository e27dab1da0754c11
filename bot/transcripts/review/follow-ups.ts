import type { LogDatabase } from '../schema.ts';
import { filterTerm } from '../talk-index/filter-terms.ts';
import { changeTerms } from '../talk-index/write-index.ts';

/** Somebody has looked after a flagged talk. */
export interface FollowUp {
  readonly by: string;
  readonly at: Date;
}

/** Marks a flagged talk as looked after. A later flag in the same talk opens it again. */
export function followUpTalk(db: LogDatabase, conversationId: string, { by, at }: FollowUp): Promise<void> {
  return db.transaction().execute(async transaction => {
    await changeTerms(transaction, conversationId, { remove: [filterTerm('urgent', 'open')] });
    const done = { done_by: by, at: at.getTime() };
    await transaction
      .insertInto('follow_ups')
      .values({ conversation_id: conversationId, ...done })
      .onConflict(conflict => conflict.column('conversation_id').doUpdateSet(done))
      .execute();
  });
}

/** Who looked after a talk last, or null. */
export async function followUpOf(db: LogDatabase, conversationId: string): Promise<FollowUp | null> {
  const row = await db
    .selectFrom('follow_ups')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row ? { by: row.done_by, at: new Date(row.at) } : null;
}
