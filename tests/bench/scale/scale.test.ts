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
/** Rounds of both sizes in turn; the first warms up what both share. */
const ROUNDS = 4;
beforeAll(async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = [await measure('ours', SMALL), await measure('ours', LARGE)];
    if (round === 1) [small, large] = [one, other];
    if (round > 1) [small, large] = [quicker(small, one), quicker(large, other)];
  }
});

/** The least that each took: what else the machine does can only add to it. */
function quicker(one: SizeMeasures, other: SizeMeasures): SizeMeasures {
  const p50 = Math.min(one.timings.p50, other.timings.p50);
  return { ...one, buildMs: Math.min(one.buildMs, other.buildMs), timings: { ...one.timings, p50 } };
}

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
