import { afterRounds } from './after-rounds.ts';
import { isOutage } from './log-unavailable.ts';

/** Pieces of work that share a transaction at most: those behind it don't wait too long. */
const MOST_TOGETHER = 64;
/** A turn that comes in is read, looked up and decided within these rounds of the event loop. */
const ROUNDS = 8;

interface Waiting<W, R> {
  readonly work: W;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/** How pieces of work are written together. */
export interface Writing<W, R> {
  /** Two pieces with the same key never share a transaction; the one that came first goes first. */
  keyOf(work: W): string;
  /**
   * Writes them in one transaction; what became of each, in their order: an error is one that refuses this piece
   * alone.
   */
  write(works: readonly W[]): Promise<readonly (R | Error)[]>;
}

/**
 * Writes what arrives at the same time in one transaction, so that database and disk are waited for once and not once
 * for each (group commit). Each piece still happens whole or not at all: where one is refused by the database, each is
 * tried again by itself, and it harms no other. Nothing is acknowledged before the commit.
 * @param atOnce transactions that may be under way at the same time
 */
export function writeTogether<W, R>(
  atOnce: number,
  { keyOf, write }: Writing<W, R>,
): (work: W) => Promise<R> {
  let waiting: Waiting<W, R>[] = [];
  let running = 0;

  /** The first ones, one of each key. */
  const pick = () => {
    const together = new Map<string, Waiting<W, R>>();
    const rest: Waiting<W, R>[] = [];
    for (const one of waiting) {
      const key = keyOf(one.work);
      if (together.size < MOST_TOGETHER && !together.has(key)) together.set(key, one);
      else rest.push(one);
    }
    return { together: [...together.values()], rest };
  };

  const writeAll = async (together: readonly Waiting<W, R>[]) => {
    try {
      const results = await write(together.map(({ work }) => work));
      for (const [place, { resolve, reject }] of together.entries()) {
        const result = results[place];
        if (result === undefined || result instanceof Error) reject(result);
        else resolve(result);
      }
    } catch (error) {
      if (together.length > 1 && !isOutage(error)) for (const one of together) await writeAll([one]);
      else for (const { reject } of together) reject(error);
    }
  };

  const run = async () => {
    while (waiting.length > 0) {
      const { together, rest } = pick();
      waiting = rest;
      await writeAll(together);
    }
    running--;
  };

  return work =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      if (running >= atOnce) return;
      running++;
      afterRounds(ROUNDS, () => void run());
    });
}
