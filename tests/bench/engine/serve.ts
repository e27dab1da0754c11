import { readFileSync } from 'node:fs';
import { loadIndex } from '../../../knowledge/engine/load-index.ts';
import type { Engine } from '../../../knowledge/engine/types.ts';
import { processorClock } from '../measure/processor-clock.ts';
import { timeQuestions } from '../measure/timings.ts';
import type { EngineMeasures, EngineTimes } from './engine-measures.ts';

const PASSES = 3;

/* A process that holds the engine and nothing else: `serve <index> <questions as JSON>`; prints what it measured. */
async function serve(index: string, questionsFile: string): Promise<EngineMeasures> {
  const wallStart = performance.now();
  const processorStart = processorClock();
  const engine = loadIndex(readFileSync(index));
  const load = { processor: processorClock() - processorStart, wall: performance.now() - wallStart };
  const questions: readonly string[] = JSON.parse(readFileSync(questionsFile, 'utf8'));
  const [question = ''] = questions;
  const firstStart = performance.now();
  engine.retrieve({ text: question });
  const first = performance.now() - firstStart;
  await timeQuestions(questions, text => engine.retrieve({ text }));
  return {
    wall: { load: load.wall, first, ...(await times(engine, questions, () => performance.now())) },
    processor: { load: load.processor, first, ...(await times(engine, questions, processorClock)) },
    residentBytes: process.memoryUsage.rss(),
  };
}

async function times(
  engine: Engine,
  questions: readonly string[],
  clock: () => number,
): Promise<Pick<EngineTimes, 'p50' | 'p99'>> {
  const { p50, p99 } = await timeQuestions(questions, text => engine.retrieve({ text }), {
    passes: PASSES,
    clock,
  });
  return { p50, p99 };
}

void serve(process.argv[2] ?? '', process.argv[3] ?? '').then(measures =>
  console.log(JSON.stringify(measures)),
);
