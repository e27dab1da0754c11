import { renewGivenTerms } from '../../transcripts/review/given-terms.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import { changeTerms } from '../../transcripts/talk-index/write-index.ts';
import type { PurgeKind } from './purge-kind.ts';
import { purgeOfTalks } from './purge-rows.ts';

/** Talks a transaction changes at most, so that nobody waits long for it. */
const BATCH = 100;

/** Thumbs or judgements that go before their talk does, also from what the talk is found by. */
export function purgeGiven(table: 'feedback' | 'reviews'): PurgeKind {
  const { count } = purgeOfTalks(table);
  return {
    count,
    remove: async (db, before) => {
      for (let removed = 0; ; ) {
        const talks = await talksWithOld(db, table, before);
        if (talks.length === 0) return { removed, held: (await count(db, before)).held };
        removed += await removeBatch(db, table, before, talks);
      }
    },
  };
}

async function talksWithOld(
  db: LogDatabase,
  table: 'feedback' | 'reviews',
  before: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom(table)
    .select('conversation_id')
    .distinct()
    .where('at', '<', before)
    .where('conversation_id', 'not in', db.selectFrom('legal_holds').select('conversation_id'))
    .limit(BATCH)
    .execute();
  return rows.map(row => row.conversation_id);
}

function removeBatch(
  db: LogDatabase,
  table: 'feedback' | 'reviews',
  before: number,
  talks: readonly string[],
): Promise<number> {
  return db.transaction().execute(async transaction => {
    let removed = 0;
    for (const id of talks) {
      // Locked before its rows, as everywhere.
      await changeTerms(transaction, id, {});
      const gone = await transaction
        .deleteFrom(table)
        .where('conversation_id', '=', id)
        .where('at', '<', before)
        .executeTakeFirst();
      await renewGivenTerms(transaction, id);
      removed += Number(gone.numDeletedRows);
    }
    return removed;
  });
}
