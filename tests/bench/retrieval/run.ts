import { readFileSync, writeFileSync } from 'node:fs';
import { residentBytes } from '../measure/resident-bytes.ts';
import { timeQuestions } from '../measure/timings.ts';
import type { BenchInput } from './bench-input.ts';
import type { Ask, Contender, Ranked } from './contender.ts';
import { timeLogistic } from './contenders/natural-logistic.ts';
import { CONTENDERS } from './contenders.ts';
import type { Judgement } from './judge.ts';
import type { Built, Served } from './measures.ts';
import type { BenchQuestion } from './questions.ts';

/*
 * One step of `npm run bench:retrieval` in a process of its own; prints JSON. The input is a `BenchInput` as JSON.
 *   run.ts build <input> <library> <file to write>
 *   run.ts serve <input> <library> <file to read>
 *   run.ts logistic <input>
 */
const [step, inputFile = '', name = '', file = ''] = process.argv.slice(2);
console.log(JSON.stringify(await take()));

async function take(): Promise<unknown> {
  if (step === 'logistic') return timeLogistic(readInput().documents);
  const open = CONTENDERS[name];
  if (open === undefined) throw new Error(`no library ${name}; there are ${Object.keys(CONTENDERS)}`);
  return step === 'build' ? build(open) : serve(open);
}

function readInput(): BenchInput {
  return JSON.parse(readFileSync(inputFile, 'utf8'));
}

async function build(open: () => Promise<Contender>): Promise<Built> {
  const { documents } = readInput();
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
  const { questions } = readInput();
  const heldBack = await askAll(ask, questions.heldBack);
  // Warm by now; each question is new to the library, since some remember the ones they were asked.
  const timings = await timeQuestions(questions.dev, ask);
  const dev = await askAll(ask, questions.dev);
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
