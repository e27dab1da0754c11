import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from '../../../bot/widget/client/back-off.ts';

describe('the wait before another try', () => {
  it('grows, and never passes 15 seconds or falls to nothing', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
        const wait = backOff(tries, () => random);
        expect(wait).toBeGreaterThanOrEqual(100);
        expect(wait).toBeLessThanOrEqual(15_000);
      }),
    );
    const most = [0, 1, 2, 3].map(tries => backOff(tries, () => 1));
    expect(most).toEqual([400, 800, 1600, 3200]);
  });

  it('is another one for each page, so that they do not all come back at once', () => {
    expect(backOff(4, () => 0)).toBeLessThan(backOff(4, () => 1) / 3);
  });
});
