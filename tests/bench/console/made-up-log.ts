import { sql, type Transaction } from 'kysely';
import { isPostgres } from '../../../bot/transcripts/numbered-key.ts';
import type { LogDatabase, LogSchema } from '../../../bot/transcripts/schema.ts';
import { insertRows, insertTerms } from './insert-rows.ts';
import { type MadeUpRows, type MadeUpSize, madeUpTalks } from './made-up-talks.ts';

/** Activities that are committed at once: the pages of the index are written once for all of them. */
const COMMITTED_AT_ONCE = 200_000;

/**
 * Fills an empty log with made-up talks, in large pieces.
 * @param tell called with the number of activities so far
 */
export async function fillLog(
  db: LogDatabase,
  size: MadeUpSize,
  tell: (done: number) => void,
): Promise<void> {
  const ready = await hurry(db);
  const talks = madeUpTalks(size);
  for (let done = 0, more = true; more; ) {
    const end = done + COMMITTED_AT_ONCE;
    await db.transaction().execute(async transaction => {
      while (more && done < end) {
        const { value: rows } = talks.next();
        if (rows) await writeRows(transaction, rows);
        else more = false;
        done += rows?.activities.length ?? 0;
      }
    });
    tell(done);
  }
  await ready();
}

/** Writes without a journal until what it returns is called: a made-up log that breaks is made again. */
async function hurry(db: LogDatabase): Promise<() => Promise<void>> {
  if (isPostgres(db)) return async () => {};
  const set = async (...settings: readonly string[]) => {
    for (const setting of settings) await sql.raw(`pragma ${setting}`).execute(db);
  };
  await set('journal_mode = off', 'synchronous = off', 'cache_size = -1000000');
  return () => set('journal_mode = wal', 'synchronous = full', 'cache_size = -2000');
}

async function writeRows(db: Transaction<LogSchema>, rows: MadeUpRows): Promise<void> {
  const tables = [
    ['conversations', rows.conversations],
    ['activities', rows.activities],
    ['turns', rows.turns],
    ['feedback', rows.feedback],
    ['talks', rows.talks],
    ['review_tasks', rows.tasks],
    ['reviews', rows.reviews],
  ] as const;
  for (const [table, list] of tables) await insertRows(db, table, list);
  await insertTerms(db, rows.terms);
}
