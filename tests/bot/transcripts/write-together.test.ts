import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { writeTogether } from '../../../bot/transcripts/write-together.ts';

describe('work that is written together', () => {
  /** Writes numbers, tens of one key, and remembers which ones shared a transaction. */
  const started = () => {
    const shared: (readonly number[])[] = [];
    const write = writeTogether<number, string>(1, {
      keyOf: number => String(number % 10),
      write: async numbers => {
        shared.push(numbers);
        return numbers.map(number => (number === 7 ? new Error('refused') : `written ${number}`));
      },
    });
    return { write, shared };
  };

  it('is all that comes within a few rounds of the event loop, though none waits for a timer', async () => {
    const { write, shared } = started();
    const results = [write(1)];
    for (const number of [2, 3, 4]) {
      await nextRound();
      results.push(write(number));
    }
    expect(await Promise.all(results)).toEqual(['written 1', 'written 2', 'written 3', 'written 4']);
    expect(shared).toEqual([[1, 2, 3, 4]]);
  });

  it('is what came while the transaction before it ran; of one key one after the other', async () => {
    const { write, shared } = started();
    const first = write(1).then(() => Promise.all([write(2), write(3)]));
    const same = write(11);
    await Promise.all([first, same]);
    expect(shared[0]).toEqual([1]);
    expect(shared.flat().sort()).toEqual([1, 11, 2, 3]);
    expect(shared.length).toBeLessThanOrEqual(3);
  });

  it('is refused by itself', async () => {
    const { write, shared } = started();
    const results = await Promise.allSettled([write(6), write(7), write(8)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(shared).toEqual([[6, 7, 8]]);
  });
});
