import type { Transaction } from 'kysely';
import { commitTurns } from './commit-turns.ts';
import { isOutage } from './log-unavailable.ts';
import type { LogDatabase, LogSchema } from './schema.ts';
import { ConversationMovedError, type LoggedActivity, type TurnCommit } from './transcript-log.ts';

/** Turns that share a transaction at most: those behind it don't wait too long. */
const MOST_TOGETHER = 64;

interface Waiting {
  readonly turn: TurnCommit;
  resolve(written: readonly LoggedActivity[]): void;
  reject(error: unknown): void;
}

/**
 * Commits turns that arrive at the same time in one transaction, so that database and disk are waited for once and
 * not once for each (group commit). Each turn still happens whole or not at all: where one is refused by the database,
 * each is tried again by itself, and it harms no other. Nothing is acknowledged before the commit.
 * @param atOnce transactions that may be under way at the same time
 */
export function commitTogether(
  db: LogDatabase,
  atOnce: number,
): (turn: TurnCommit) => Promise<readonly LoggedActivity[]> {
  let waiting: Waiting[] = [];
  let running = 0;

  const runAll = async () => {
    while (waiting.length > 0) {
      const { together, rest } = pick(waiting);
      waiting = rest;
      await commitAll(db, together);
    }
    running--;
  };

  return turn =>
    new Promise((resolve, reject) => {
      waiting.push({ turn, resolve, reject });
      if (running >= atOnce) return;
      running++;
      // Everything that was read from the network in this round of the event loop gets ready first.
      setImmediate(() => void runAll());
    });
}

/** The first ones, one of each conversation. */
function pick(waiting: readonly Waiting[]) {
  const together = new Map<string, Waiting>();
  const rest: Waiting[] = [];
  for (const one of waiting) {
    const { conversationId } = one.turn;
    if (together.size < MOST_TOGETHER && !together.has(conversationId)) together.set(conversationId, one);
    else rest.push(one);
  }
  return { together: [...together.values()], rest };
}

async function commitAll(db: LogDatabase, together: readonly Waiting[]): Promise<void> {
  try {
    const committed = await inOneTransaction(db, together);
    for (const [place, { resolve, reject }] of together.entries()) {
      const written = committed[place];
      if (!written || written instanceof ConversationMovedError) reject(written);
      else resolve(written);
    }
  } catch (error) {
    if (together.length > 1 && !isOutage(error)) for (const one of together) await commitAll(db, [one]);
    else for (const { reject } of together) reject(error);
  }
}

function inOneTransaction(db: LogDatabase, together: readonly Waiting[]) {
  return db.transaction().execute((transaction: Transaction<LogSchema>) =>
    commitTurns(
      transaction,
      together.map(({ turn }) => turn),
    ),
  );
}
