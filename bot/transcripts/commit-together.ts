import { sql, type Transaction } from 'kysely';
import type { LogDatabase, LogSchema } from './schema.ts';

/** Pieces of work that share a transaction at most: those behind it don't wait too long. */
const MOST_TOGETHER = 64;

/** Runs work in a transaction; resolves with its result only when that is on disk. */
export type Commit = <T>(work: (transaction: Transaction<LogSchema>) => Promise<T>) => Promise<T>;

interface Waiting {
  run(transaction: Transaction<LogSchema>): Promise<void>;
  done(): void;
  failed(error: unknown): void;
}

/**
 * Commits what arrives at the same time in one transaction, so that the disk is waited for once and not once for each
 * (group commit). Each piece of work still happens whole or not at all: one that fails is taken back to its savepoint
 * and harms no other. Nothing is acknowledged before the commit; where that fails all of them fail.
 *
 * For SQLite, whose writers take turns anyway; PostgreSQL does this by itself between connections.
 */
export function commitTogether(db: LogDatabase): Commit {
  let waiting: Waiting[] = [];
  let running = false;

  const runAll = async () => {
    while (waiting.length > 0) {
      const together = waiting.slice(0, MOST_TOGETHER);
      waiting = waiting.slice(MOST_TOGETHER);
      await commitAll(db, together);
    }
    running = false;
  };

  return work =>
    new Promise((resolve, reject) => {
      let result: { readonly value: Awaited<ReturnType<typeof work>> } | null = null;
      waiting.push({
        run: async transaction => {
          result = { value: await work(transaction) };
        },
        done: () => result && resolve(result.value),
        failed: reject,
      });
      if (running) return;
      running = true;
      // Everything that was read from the network in this round of the event loop gets ready first.
      setImmediate(() => void runAll());
    });
}

async function commitAll(db: LogDatabase, together: readonly Waiting[]): Promise<void> {
  const [only] = together;
  const failures = new Map<Waiting, unknown>();
  try {
    await db.transaction().execute(async transaction => {
      if (together.length === 1 && only) return only.run(transaction);
      for (const one of together) {
        await sql`savepoint one`.execute(transaction);
        try {
          await one.run(transaction);
        } catch (error) {
          failures.set(one, error);
          // Where the database has given the whole transaction up (disk full) this fails too, and so do all.
          await sql`rollback to one`.execute(transaction);
        }
        await sql`release one`.execute(transaction);
      }
    });
  } catch (error) {
    for (const one of together) one.failed(failures.get(one) ?? error);
    return;
  }
  for (const one of together) {
    if (failures.has(one)) one.failed(failures.get(one));
    else one.done();
  }
}
