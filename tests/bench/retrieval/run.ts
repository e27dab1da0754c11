import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../../../knowledge/engine/read-documents.ts';
import { readQuestionSet } from '../../eval/question-set.ts';
import { residentBytes } from '../measure/resident-bytes.ts';
import { timeQuestions } from '../measure/timings.ts';
import type { Ask, Contender, Ranked } from './contender.ts';
import { timeLogistic } from './contenders/natural-logistic.ts';
import { CONTENDERS } from './contenders.ts';
import type { Judgement } from './judge.ts';
import type { Built, Served, SetName } from './measures.ts';
import { type BenchQuestion, benchQuestions, holdBack } from './questions.ts';

/** Sample questions of each language that no library learns from. */
const HELD_BACK = 60;
const ROOT = join(import.meta.dirname, '..', '..', '..');

/*
 * One step of `npm run bench:retrieval` in a process of its own; prints JSON.
 *   run.ts build <library> <file to write>
 *   run.ts serve <library> <file to read>
 *   run.ts logistic
 */
const [step, name = '', file = ''] = process.argv.slice(2);
console.log(JSON.stringify(await take()));

async function take(): Promise<unknown> {
  if (step === 'logistic') return timeLogistic(readDocuments(join(ROOT, 'knowledge')));
  const open = CONTENDERS[name];
  if (open === undefined) throw new Error(`no library ${name}; there are ${Object.keys(CONTENDERS)}`);
  return step === 'build' ? build(open) : serve(open);
}

async function build(open: () => Promise<Contender>): Promise<Built> {
  const { documents } = holdBack(readDocuments(join(ROOT, 'knowledge')), HELD_BACK);
  const contender = await open();
  const started = performance.now();
  const saved = await contender.build(documents);
  const buildMs = performance.now() - started;
  writeFileSync(file, saved);
  return { name: contender.name, settings: contender.settings, buildMs, fileBytes: saved.length };
}

async function serve(open: () => Promise<Contender>): Promise<Served> {
  const before = await residentBytes();
  const started = performance.now();
  const ask = await (await open()).load(readFileSync(file));
  const loadMs = performance.now() - started;
  const memoryBytes = (await residentBytes()) - before;
  const all = readDocuments(join(ROOT, 'knowledge'));
  const sets: Readonly<Record<SetName, readonly BenchQuestion[]>> = {
    dev: benchQuestions(readQuestionSet(join(ROOT, 'tests', 'eval', 'dev.jsonl'))),
    heldBack: holdBack(all, HELD_BACK).questions,
  };
  const heldBack = await askAll(ask, sets.heldBack);
  // Warm by now; each question is new to the library, since some remember the ones they were asked.
  const timings = await timeQuestions(sets.dev, ask);
  const dev = await askAll(ask, sets.dev);
  return { loadMs, memoryBytes, timings, judgements: { dev, heldBack } };
}

async function askAll(ask: Ask, questions: readonly BenchQuestion[]): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (const question of questions) {
    const ranked: readonly Ranked[] = await ask(question);
    judgements.push({ question, ranked });
  }
  return judgements;
}
