import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPassages } from '../../../knowledge/passages/load-passages.ts';
import { PassageBuilder } from '../../../knowledge/passages/passage-builder.ts';
import { exactBm25 } from './exact-bm25.ts';

const indexOf = (texts: readonly string[], options = {}) => {
  const builder = new PassageBuilder(options);
  for (const text of texts) builder.add(text);
  return loadPassages(builder.finish());
};

/** Few words, some far more frequent than others, so that terms meet and ties come. */
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('the', 'a', 'doctor', 'plan') },
  { weight: 3, arbitrary: fc.constantFrom('visits', 'врач', 'դեղ', '醫院', 'បង់ថ្លៃ', 'bác', 'sĩ', 'card') },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }).map(number => `word${number}`) },
);
const passage = fc.array(word, { maxLength: 25 }).map(words => words.join(' '));

/** Any UTF-16 units, lone surrogates too. */
const anyText = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map(units => String.fromCharCode(...units));

describe('a passage search', () => {
  test('finds what weighing every passage by the book finds', () => {
    fc.assert(
      fc.property(
        fc.array(passage, { maxLength: 60 }),
        fc.array(word, { maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom({}, { k1: 0.4, b: 1 }, { k1: 2, b: 0 }),
        (texts, words, limit, options) => {
          const question = words.join(' ');
          const exact = exactBm25(texts, options)(question);
          const hits = indexOf(texts, options).search(question, limit);
          const best = [...exact].filter(score => score > 0).sort((one, other) => other - one);
          expect(hits.length).toBe(Math.min(limit, best.length));
          hits.forEach((hit, place) => {
            expect(hit.score).toBeCloseTo(best[place] ?? 0, 4);
            expect(exact[hit.passage]).toBeCloseTo(hit.score, 4);
          });
          expect(new Set(hits.map(hit => hit.passage)).size).toBe(hits.length);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  test('stays exact where frequent words are looked up for a few passages only', () => {
    const texts = Array.from({ length: 6_000 }, (_, at) => {
      const frequent = at % 7 === 0 ? 'the plan' : 'the plan the plan of members';
      return `${frequent} ${at % 2 === 0 ? 'doctor' : 'card'} ${at % 500 === 3 ? 'acupuncture' : ''} w${at % 900}`;
    });
    const index = indexOf(texts);
    const exact = exactBm25(texts);
    for (const question of [
      'the plan for acupuncture',
      'the doctor of members w17',
      'the plan',
      'card acupuncture w3 the the',
    ]) {
      const scores = exact(question);
      const best = [...scores].sort((one, other) => other - one).slice(0, 10);
      const hits = index.search(question, 10);
      expect(hits.map(({ score }) => score.toFixed(3))).toEqual(best.map(score => score.toFixed(3)));
      for (const { passage: found, score } of hits) expect(scores[found]).toBeCloseTo(score, 3);
    }
  });

  test('gives the same again: nothing of one question stays for the next', () => {
    const index = indexOf(['a doctor', 'a card', 'the doctor and the card']);
    const first = index.search('the doctor');
    index.search('card card card');
    expect(index.search('the doctor')).toEqual(first);
  });

  test('puts the lower number first where passages are equal', () => {
    const index = indexOf(Array.from({ length: 30 }, () => 'one and the same'));
    expect(index.search('same', 4).map(({ passage: found }) => found)).toEqual([0, 1, 2, 3]);
  });

  test('finds words within scripts that have no spaces', () => {
    const index = indexOf(['我可以換醫生嗎', '會員卡丟了怎麼辦', 'តើខ្ញុំអាចប្តូរវេជ្ជបណ្ឌិតបានទេ', 'ខ្ញុំបាត់កាតសមាជិក']);
    expect(index.search('想換醫生')[0]?.passage).toBe(0);
    expect(index.search('会员卡')[0]?.passage).toBe(1);
    expect(index.search('ប្តូរវេជ្ជបណ្ឌិត')[0]?.passage).toBe(2);
    expect(index.search('បាត់កាត')[0]?.passage).toBe(3);
  });

  test('finds nothing, and does not fail, where there is nothing to find', () => {
    expect(indexOf([]).search('doctor')).toEqual([]);
    expect(indexOf(['', '?!']).search('doctor')).toEqual([]);
    expect(indexOf(['a doctor']).search('')).toEqual([]);
    expect(indexOf(['a doctor']).search('unheard of')).toEqual([]);
    fc.assert(
      fc.property(anyText(60), text => {
        const [first] = indexOf(['a doctor', text]).search(text);
        expect(first === undefined || first.score > 0).toBe(true);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
