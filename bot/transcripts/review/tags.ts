import type { LogDatabase } from '../schema.ts';
import { filterTerm } from '../talk-index/filter-terms.ts';
import { changeTerms } from '../talk-index/write-index.ts';

/** Longest tag, in characters. */
export const LONGEST_TAG = 40;
/** Control and format characters (direction marks among them). */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/** A tag as it is kept: one spelling, no spaces at its ends. Null where nothing is left of it or it is too long. */
export function tidyTag(text: string): string | null {
  const tag = text.normalize('NFKC').replace(UNSEEN, '').trim().replace(/\s+/gu, ' ').toLowerCase();
  return tag === '' || tag.length > LONGEST_TAG ? null : tag;
}

/** Puts a tidy tag on a talk; one that it has stays as it is. */
export function addTag(
  db: LogDatabase,
  conversationId: string,
  { tag, by, at }: { readonly tag: string; readonly by: string; readonly at: Date },
): Promise<void> {
  return db.transaction().execute(async transaction => {
    await changeTerms(transaction, conversationId, { add: [filterTerm('tag', tag)] });
    await transaction
      .insertInto('tags')
      .values({ conversation_id: conversationId, tag, added_by: by, at: at.getTime() })
      .onConflict(conflict => conflict.columns(['conversation_id', 'tag']).doNothing())
      .execute();
  });
}

/** Takes a tag off a talk. */
export function removeTag(db: LogDatabase, conversationId: string, tag: string): Promise<void> {
  return db.transaction().execute(async transaction => {
    await changeTerms(transaction, conversationId, { remove: [filterTerm('tag', tag)] });
    await transaction
      .deleteFrom('tags')
      .where('conversation_id', '=', conversationId)
      .where('tag', '=', tag)
      .execute();
  });
}

/** All tags in use, by name. */
export async function allTags(db: LogDatabase): Promise<readonly string[]> {
  const rows = await db.selectFrom('tags').select('tag').distinct().orderBy('tag').execute();
  return rows.map(({ tag }) => tag);
}
