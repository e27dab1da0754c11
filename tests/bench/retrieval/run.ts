import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../../../knowledge/engine/read-documents.ts';
import { readQuestionSet } from '../../eval/question-set.ts';
import { residentBytes } from '../measure/resident-bytes.ts';
import { timeQuestions } from '../measure/timings.ts';
import type { Ranked } from './contender.ts';
import { CONTENDERS } from './contenders.ts';
import { benchQuestions, holdBack } from './questions.ts';

/** Sample questions of each language that the second set holds back. */
const HELD_BACK = 100;

/*
 * One step of `npm run bench:retrieval` in a process of its own; prints JSON.
 *   run.ts build <library> <dev|held-back> <file to write>
 *   run.ts serve <library> <dev|held-back> <file to read>
 */
const [step, name = '', set = '', file = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..', '..');
const open = CONTENDERS[name];
if (open === undefined) throw new Error(`no library ${name}; there are ${Object.keys(CONTENDERS)}`);

if (step === 'build') console.log(JSON.stringify(await build()));
else console.log(JSON.stringify(await serve()));

async function build() {
  const all = readDocuments(join(root, 'knowledge'));
  const documents = set === 'dev' ? all : holdBack(all, HELD_BACK).documents;
  const contender = await open?.();
  const started = performance.now();
  const saved = await contender?.build(documents);
  const buildMs = performance.now() - started;
  writeFileSync(file, saved ?? '');
  const { maxRSS } = process.resourceUsage();
  return {
    name: contender?.name,
    settings: contender?.settings,
    buildMs,
    fileBytes: saved?.length,
    peakBytes: maxRSS * 1024,
  };
}

async function serve() {
  const questions =
    set === 'dev'
      ? benchQuestions(readQuestionSet(join(root, 'tests', 'eval', 'dev.jsonl')))
      : holdBack(readDocuments(join(root, 'knowledge')), HELD_BACK).questions;
  const before = await residentBytes();
  const started = performance.now();
  const contender = await open?.();
  const ask = await contender?.load(readFileSync(file));
  const loadMs = performance.now() - started;
  const memoryBytes = (await residentBytes()) - before;
  const ranked: (readonly Ranked[])[] = [];
  const timings = await timeQuestions(
    questions.map((question, place) => ({ question, place })),
    async ({ question, place }) => {
      ranked[place] = (await ask?.(question)) ?? [];
    },
    { mostMs: set === 'dev' ? 20_000 : 0 },
  );
  return {
    loadMs,
    memoryBytes,
    timings,
    judgements: questions.map((question, place) => ({ question, ranked: ranked[place] })),
  };
}
