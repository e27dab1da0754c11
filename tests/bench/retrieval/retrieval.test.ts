import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDocuments } from '../../../knowledge/engine/read-documents.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { type Timings, timeQuestions } from '../measure/timings.ts';
import { CONTENDERS } from './contenders.ts';
import { accuracyAt, type Judgement, wrongAtCoverage } from './judge.ts';
import { type BenchQuestion, holdBack } from './questions.ts';

/* A small part of `npm run bench:retrieval`: some topics in three languages, the libraries that build quickly. */
const LANGUAGES = ['en', 'es', 'km'];
const TOPICS = 16;
const PEERS = ['minisearch', 'orama', 'flexsearch', 'natural-bayes', 'natural-tfidf'];

const documents = readDocuments(join(projectRoot(), 'knowledge')).filter(({ language }) =>
  LANGUAGES.includes(language),
);
const topics = [...new Set(documents.filter(({ kind }) => kind === 'topic').map(({ id }) => id))];
const some = topics.filter((_, place) => place % Math.ceil(topics.length / TOPICS) === 0);
const { documents: learnt, questions } = holdBack(
  documents.filter(({ id, kind }) => kind === 'topic' && some.includes(id)),
  50,
);

interface Result {
  readonly accuracy: number;
  readonly wrong: number;
  readonly timings: Timings;
}

async function resultOf(name: string): Promise<Result> {
  const contender = await CONTENDERS[name]?.();
  if (contender === undefined) throw new Error(`no library ${name}`);
  const ask = await contender.load(await contender.build(learnt));
  const judgements: Judgement[] = [];
  for (const question of questions) judgements.push({ question, ranked: await ask(question) });
  return {
    accuracy: accuracyAt(1, judgements) ?? 0,
    wrong: wrongAtCoverage(0.8, judgements, () => true),
    timings: await timeQuestions(questions, ask, { passes: 3 }),
  };
}

const results = new Map<string, Result>();
beforeAll(async () => {
  for (const name of ['ours', ...PEERS]) results.set(name, await resultOf(name));
});
const resultNamed = (name: string) => {
  const result = results.get(name);
  if (result === undefined) throw new Error(`${name} was not run`);
  return result;
};

describe('our retrieval beside other libraries, on a small part', () => {
  test.each(PEERS)('is right more often than %s, on questions neither learnt from', peer => {
    expect(resultNamed('ours').accuracy).toBeGreaterThan(resultNamed(peer).accuracy);
  });

  test.each(PEERS)('is wrong no more often than %s where both answer the same share', peer => {
    expect(resultNamed('ours').wrong).toBeLessThanOrEqual(resultNamed(peer).wrong);
  });

  test('answers in less than half the time of the search libraries that come near it', () => {
    for (const peer of ['minisearch', 'orama'])
      expect(resultNamed('ours').timings.p50 * 2).toBeLessThan(resultNamed(peer).timings.p50);
  });
});

describe('wrong answers at equal coverage', () => {
  const question = (topics: readonly string[] | null): BenchQuestion => ({
    text: '',
    language: 'en',
    topics,
  });
  const judgements: readonly Judgement[] = [
    { question: question(['a']), ranked: [{ label: 'a', score: 0.9 }] },
    { question: question(['b']), ranked: [{ label: 'a', score: 0.8 }] },
    { question: question(null), ranked: [{ label: 'b', score: 0.7 }] },
    {
      question: question(null),
      ranked: [
        { label: 'class', score: 0.95 },
        { label: 'b', score: 0.6 },
      ],
    },
  ];
  const isTopic = (label: string) => label !== 'class';

  test('count answers on another topic and answers that should not be', () => {
    expect(wrongAtCoverage(0.25, judgements, isTopic)).toBe(0);
    expect(wrongAtCoverage(0.5, judgements, isTopic)).toBe(0.25);
    expect(wrongAtCoverage(0.75, judgements, isTopic)).toBe(0.5);
  });

  test('leave questions where a class leads to the last', () => {
    expect(wrongAtCoverage(1, judgements, isTopic)).toBe(0.75);
  });
});
