import { removeTalk } from '../../transcripts/remove-talk.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { PurgeKind } from './purge-kind.ts';

/** Talks a transaction removes at most, so that nobody waits long for it. */
const BATCH = 100;

/** Talks in which nothing was said since a time, with all that belongs to them; held ones stay. */
export const purgeTalks: PurgeKind = {
  count: async (db, before) => ({
    removed: await counted(db, before, 'not in'),
    held: await counted(db, before, 'in'),
  }),
  remove: async (db, before) => {
    let removed = 0;
    for (;;) {
      const ids = await oldTalks(db, before);
      if (ids.length === 0) return { removed, held: await counted(db, before, 'in') };
      removed += await removeBatch(db, before, ids);
    }
  },
};

async function counted(db: LogDatabase, before: number, is: 'in' | 'not in'): Promise<number> {
  const { count } = await db
    .selectFrom('conversations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('updated_at', '<', before)
    .where('id', is, db.selectFrom('legal_holds').select('conversation_id'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function oldTalks(db: LogDatabase, before: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('updated_at', '<', before)
    .where('id', 'not in', db.selectFrom('legal_holds').select('conversation_id'))
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}

function removeBatch(db: LogDatabase, before: number, ids: readonly string[]): Promise<number> {
  return db.transaction().execute(async transaction => {
    // Locked and looked at again: a member may just have written, an admin just have placed a hold.
    const still = await transaction
      .updateTable('conversations')
      .set(row => ({ updated_at: row('updated_at', '+', 0) }))
      .where('id', 'in', [...ids])
      .where('updated_at', '<', before)
      .where('id', 'not in', transaction.selectFrom('legal_holds').select('conversation_id'))
      .returning('id')
      .execute();
    for (const { id } of still) await removeTalk(transaction, id);
    return still.length;
  });
}
