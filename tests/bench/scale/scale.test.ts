import { beforeAll, describe, expect, test } from 'vitest';
import { growthExponent } from './growth.ts';
import { madeUpPassages } from './made-up-passages.ts';
import { measureSize, type SizeMeasures } from './measure-size.ts';
import { PASSAGE_CONTENDERS } from './passage-contenders.ts';
import { recallOf } from './recall.ts';

/* A small part of `npm run bench:scale`. */
const SMALL = 1_000;
const LARGE = 4_000;
const QUESTIONS = 120;

const measure = (name: string, passages: number) => {
  const make = PASSAGE_CONTENDERS[name];
  if (make === undefined) throw new Error(`no library ${name}`);
  return measureSize(make, passages, { questions: QUESTIONS });
};
let small: SizeMeasures;
let large: SizeMeasures;
beforeAll(async () => {
  // The first run warms up what both share.
  await measure('ours', SMALL);
  small = await measure('ours', SMALL);
  large = await measure('ours', LARGE);
});

const growth = (of: (measures: SizeMeasures) => number) =>
  growthExponent([small, large].map(measures => ({ size: measures.passages, value: of(measures) })));

describe('the passage search, on few passages', () => {
  test('grows more slowly than the number of passages in time, and no faster to build', () => {
    expect(growth(({ timings }) => timings.p50)).toBeLessThan(0.9);
    expect(growth(({ buildMs }) => buildMs)).toBeLessThan(1.3);
  });

  test('finds what an exact ranking finds, and nearly always the passage that was asked for', () => {
    expect(recallOf([small.hits], SMALL)).toEqual([1]);
    expect(large.foundItsPassage).toBeGreaterThan(0.95);
  });

  test.each(['minisearch', 'flexsearch'])('is more than twice as fast as %s', async peer => {
    // One after the other, at one size: what else the machine does then slows both.
    const theirs = await measure(peer, LARGE);
    const ours = await measure('ours', LARGE);
    expect(theirs.timings.p50).toBeGreaterThan(Math.min(ours.timings.p50, large.timings.p50) * 2);
  });
});

describe('made-up passages', () => {
  test('are the same whenever they are asked for', () => {
    const [one, other] = [madeUpPassages(), madeUpPassages()];
    expect(one.passage(17)).toBe(other.passage(17));
    expect(one.questions(3, 50)).toEqual(other.questions(3, 50));
  });
});

describe('a growth exponent', () => {
  test('is the power by which a value grows', () => {
    expect(growthExponent([1, 10, 100].map(size => ({ size, value: 3 * size ** 0.5 })))).toBeCloseTo(0.5);
    expect(growthExponent([{ size: 1, value: 1 }])).toBeNull();
  });
});
