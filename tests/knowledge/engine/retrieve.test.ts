import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildIndex } from '../../../knowledge/engine/build-index.ts';
import { loadIndex } from '../../../knowledge/engine/load-index.ts';
import type { Engine, TrainingDocument } from '../../../knowledge/engine/types.ts';

const article = (id: string, questions: readonly string[], plans?: readonly string[]): TrainingDocument => ({
  id,
  kind: 'topic',
  language: 'en',
  title: id,
  questions,
  keywords: [],
  body: '',
  ...(plans ? { plans } : {}),
});

const DOCUMENTS: readonly TrainingDocument[] = [
  article('card', ['i lost my card', 'need a new id card', 'card never came', 'replace my member card']),
  article('doctor', ['find a doctor', 'doctor near me', 'i need a new physician', 'who can be my doctor']),
  article('gold.bill', ['pay my bill', 'how do i pay', 'pay by phone', 'bill is due'], ['gold']),
  article('silver.bill', ['pay my premium', 'how can i pay', 'pay online', 'premium is due'], ['silver']),
  article('spanish', ['perdí mi tarjeta', 'necesito otra tarjeta', 'tarjeta nueva', 'no llegó mi tarjeta']),
  {
    ...article('turn-away', ['will it rain today', 'who won the game', 'tell me a joke', 'best pizza']),
    kind: 'class',
  },
];

let engine: Engine;
beforeAll(async () => {
  engine = loadIndex(await buildIndex(DOCUMENTS, { synonyms: [['doctor', 'medico', 'family md']] }));
});
const topOf = (text: string, query: { plan?: string; lastTopic?: string } = {}) =>
  engine.retrieve({ text, ...query }).candidates[0]?.id;

describe('retrieve', () => {
  test.each([
    ['my card is lost', 'card', 'other order'],
    ['i losst my carrd', 'card', 'slips of the finger'],
    ['perdi mi tarjeta', 'spanish', 'diacritics left out'],
    ['NEED A NEW PHYSICIANNNN', 'doctor', 'shouted and stretched'],
    ['medico', 'doctor', 'a synonym that no sample has'],
    ['family md', 'doctor', 'a synonym of two words'],
    ['joke about pizza', 'turn-away', 'a class'],
  ])('finds for "%s" %s: %s', (text, wanted) => {
    expect(topOf(text)).toBe(wanted);
  });

  test("prefers the topic of the member's plan where both fit", () => {
    expect(topOf('how to pay', { plan: 'gold' })).toBe('gold.bill');
    expect(topOf('how to pay', { plan: 'silver' })).toBe('silver.bill');
  });

  test('does not let the plan outweigh what was asked', () => {
    expect(topOf('i lost my card', { plan: 'gold' })).toBe('card');
  });

  test('leans to the topic of the talk where a question says little', () => {
    const score = (lastTopic?: string) =>
      engine
        .retrieve({ text: 'and new', ...(lastTopic ? { lastTopic } : {}) })
        .candidates.find(({ id }) => id === 'doctor')?.score ?? 0;
    expect(score('doctor')).toBeGreaterThan(score());
  });

  test('answers the same text anew for each plan and talk, however often it is asked', () => {
    const ask = (query: { plan?: string; lastTopic?: string }) =>
      engine.retrieve({ text: 'how to pay', ...query });
    const before = [ask({}), ask({ plan: 'gold' }), ask({ lastTopic: 'silver.bill' })];
    engine.retrieve({ text: 'i lost my card' });
    expect([ask({}), ask({ plan: 'gold' }), ask({ lastTopic: 'silver.bill' })]).toEqual(before);
    expect(before[0]).not.toEqual(before[1]);
  });

  test('shares out probabilities that fall with the rank and sum to at most 1, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), text => {
        const { candidates, confidence, known } = engine.retrieve({ text });
        const probabilities = candidates.map(({ probability }) => probability);
        expect(probabilities[0]).toBe(confidence);
        expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(known).toBeGreaterThanOrEqual(0);
        expect(known).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('knows nothing of an empty question', () => {
    expect(engine.retrieve({ text: ' ?! ' })).toMatchObject({ confidence: 0, known: 0 });
  });

  test('gives back as many candidates as asked for', () => {
    expect(engine.retrieve({ text: 'card' }, { limit: 2 }).candidates).toHaveLength(2);
  });

  test('answers a question of 2,000 units in at most 500 times the time of a short one', () => {
    const median = (text: string) => {
      const times = Array.from({ length: 60 }, () => {
        const start = performance.now();
        for (let turn = 0; turn < 5; turn += 1) engine.retrieve({ text });
        return performance.now() - start;
      });
      return times.toSorted((a, b) => a - b)[30] ?? 0;
    };
    median('i lost my card');
    expect(median('i lost my card and need a doctor '.repeat(100)) / median('i lost my card')).toBeLessThan(
      500,
    );
  });
});

describe('explain', () => {
  test('names the words and fields that carried the candidate, and only on request', () => {
    const [plain] = engine.retrieve({ text: 'i lost my card' }).candidates;
    const [explained] = engine.retrieve({ text: 'i lost my card' }, { explain: true }).candidates;
    expect(plain?.reasons).toBeUndefined();
    expect(explained?.reasons?.some(({ feature, weight }) => feature.includes('card') && weight > 0)).toBe(
      true,
    );
    expect(new Set(explained?.reasons?.map(({ field }) => field)).size).toBeGreaterThan(1);
  });

  test('gives parts that add up to the score', () => {
    for (const { parts, score } of engine.retrieve({ text: 'pay my bill', plan: 'gold' }).candidates) {
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 4);
    }
  });

  test('names the plan where it spoke', () => {
    const [top] = engine.retrieve({ text: 'pay my bill', plan: 'gold' }, { explain: true }).candidates;
    expect(top?.parts.plan).toBeGreaterThan(0);
  });
});
