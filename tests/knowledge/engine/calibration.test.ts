import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../../knowledge/engine/build-index.ts';
import { crossValidate } from '../../../knowledge/engine/evaluation/cross-validate.ts';
import { reliabilityOf } from '../../../knowledge/engine/evaluation/reliability.ts';
import { fitLogistic } from '../../../knowledge/engine/fit-logistic.ts';
import { knowledgeDir } from '../../../knowledge/engine/knowledge-dir.ts';
import { loadIndex } from '../../../knowledge/engine/load-index.ts';
import { readTuning } from '../../../knowledge/engine/tuning.ts';
import { madeUpDocuments } from './made-up-documents.ts';

const DOCUMENTS = madeUpDocuments({ topics: 20, questions: 40 });

describe('the confidence', () => {
  test('promises what comes true, within 0.05, on questions that were held back', () => {
    const { reliability, questions } = crossValidate(DOCUMENTS, [], readTuning(knowledgeDir()));
    expect(questions).toBeGreaterThan(300);
    expect(reliability.error).toBeLessThan(0.05);
  });

  test('is high for a sample and low for words that no topic has', async () => {
    const engine = loadIndex(await buildIndex(DOCUMENTS, { synonyms: [] }));
    const long = DOCUMENTS[4]?.questions.toSorted((a, b) => b.length - a.length)[0] ?? '';
    expect(engine.retrieve({ text: long }).confidence).toBeGreaterThan(0.6);
    expect(engine.retrieve({ text: 'xyzzy qwrtp jjjjk' }).confidence).toBeLessThan(0.3);
  });
});

describe('fitLogistic', () => {
  test('finds the curve that the cases were drawn from', () => {
    const cases = [-2, -1, 0, 1, 2].flatMap(input => {
      const p = 1 / (1 + Math.exp(-(0.5 + 1.5 * input)));
      return [
        { inputs: [1, input], right: true, weight: p },
        { inputs: [1, input], right: false, weight: 1 - p },
      ];
    });
    const [constant, slope] = fitLogistic(cases, 0);
    expect(constant).toBeCloseTo(0.5, 4);
    expect(slope).toBeCloseTo(1.5, 4);
  });

  test('stays finite where all cases are right', () => {
    const weights = fitLogistic(
      [1, 2, 3].map(input => ({ inputs: [1, input], right: true, weight: 1 })),
      1,
    );
    expect(weights.every(Number.isFinite)).toBe(true);
  });
});

describe('reliabilityOf', () => {
  test('is 0 where promises come true and the distance where they do not', () => {
    const half = [true, false].map(right => ({ confidence: 0.5, right }));
    expect(reliabilityOf(half).error).toBe(0);
    expect(reliabilityOf([{ confidence: 0.9, right: false }]).error).toBeCloseTo(0.9);
  });
});
