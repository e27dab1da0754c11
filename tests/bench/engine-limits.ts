import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleFiles } from '../../knowledge/bundle/bundle-files.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { readQuestionSet } from '../eval/question-set.ts';
import type { EngineMeasures } from './engine/engine-measures.ts';
import { machine } from './measure/machine.ts';

/*
 * `npm run bench:engine`: the shipped index in a process of its own beside the bars it must keep. Several processes, one
 * after the other; the median counts. Ends with 1 where a bar is missed.
 */
const PROCESSES = 5;
const MEGABYTE = 1024 * 1024;
const BARS = { load: 150, p50: 0.5, p99: 3, residentMegabytes: 150 };

const { index } = bundleFiles(projectRoot());
if (!existsSync(index)) throw new Error(`no index ${index}: run 'npm run build' first`);
const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'));
try {
  const questions = readQuestionSet(join(import.meta.dirname, '..', 'eval', 'dev.jsonl')).flatMap(
    ({ turns }) => turns,
  );
  const questionsFile = join(folder, 'questions.json');
  writeFileSync(questionsFile, JSON.stringify(questions));
  // Bundled, so that no compiler sits in the process that is measured.
  const server = join(folder, 'serve.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'engine', 'serve.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: server,
    logLevel: 'error',
  });
  const measured = Array.from({ length: PROCESSES }, (): EngineMeasures => {
    const printed = execFileSync(process.execPath, [server, index, questionsFile], { encoding: 'utf8' });
    return JSON.parse(printed);
  });
  const median = (of: (measures: EngineMeasures) => number) =>
    measured.map(of).sort((one, other) => one - other)[Math.floor(PROCESSES / 2)] ?? 0;
  console.log(`${questions.length} questions, median of ${PROCESSES} processes; ${machine()}\n`);
  console.log('                        clock  processor');
  for (const name of ['load', 'first', 'p50', 'p99'] as const) {
    const wall = median(measures => measures.wall[name]);
    const processor = median(measures => measures.processor[name]);
    const bar = name === 'first' ? '' : verdict(BARS[name], wall, processor);
    console.log(
      `${name.padEnd(14)} ${wall.toFixed(2).padStart(10)} ms ${processor.toFixed(2).padStart(7)} ms   ${bar}`,
    );
  }
  const resident = median(({ residentBytes }) => residentBytes / MEGABYTE);
  console.log(
    `resident       ${resident.toFixed(0).padStart(10)} MB              ${verdict(BARS.residentMegabytes, resident, resident)}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** The clock decides; where only a busy machine misses it, that is said and does no harm. */
function verdict(most: number, wall: number, processor: number): string {
  if (wall <= most) return `at most ${most}: kept`;
  if (processor <= most) return `at most ${most}: kept by processor time; the machine is busy`;
  process.exitCode = 1;
  return `at most ${most}: MISSED`;
}
