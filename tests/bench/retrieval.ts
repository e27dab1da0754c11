import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../knowledge/project-root.ts';
import { machine } from './measure/machine.ts';
import { runChild } from './measure/run-child.ts';
import { readBenchInput } from './retrieval/bench-input.ts';
import type { LogisticPart } from './retrieval/contenders/natural-logistic.ts';
import { CONTENDERS } from './retrieval/contenders.ts';
import type { Built, Measured, Served } from './retrieval/measures.ts';
import { retrievalReport } from './retrieval/report.ts';
import { retrievalChart } from './retrieval/retrieval-chart.ts';

/*
 * `npm run bench:retrieval`: our engine beside other libraries on the same articles and questions, each in processes of
 * its own, one at a time. Takes about 20 minutes, most of it nlp.js learning. `--only ours,minisearch` for a part, which
 * is printed and not kept.
 */
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only?.split(',') ?? Object.keys(CONTENDERS);
const here = import.meta.dirname;
const child = join(here, 'retrieval', 'run.ts');
const folder = mkdtempSync(join(tmpdir(), 'bench-retrieval-'));
const where = machine();
const input = readBenchInput(projectRoot());
const inputFile = join(folder, 'input.json');
const measured: Measured[] = [];
try {
  writeFileSync(inputFile, JSON.stringify(input));
  for (const name of names) {
    const file = join(folder, name);
    // What our own child process prints.
    const built = (await runChild(child, ['build', inputFile, name, file])) as Built;
    const served = (await runChild(child, ['serve', inputFile, name, file])) as Served;
    measured.push({ ...built, ...served });
    console.log(
      `${name}: built in ${(built.buildMs / 1_000).toFixed(1)} s, p50 ${served.timings.p50.toFixed(2)} ms`,
    );
  }
  const logistic = values.only
    ? []
    : ((await runChild(child, ['logistic', inputFile])) as readonly LogisticPart[]);
  const topics = new Set(input.documents.filter(({ kind }) => kind === 'topic').map(({ id }) => id));
  const report = retrievalReport({ measured, logistic, machine: where, isTopic: label => topics.has(label) });
  if (!values.only) {
    writeFileSync(join(here, 'retrieval.md'), report);
    writeFileSync(join(here, 'retrieval.svg'), retrievalChart(measured));
  }
  console.log(report);
} finally {
  rmSync(folder, { recursive: true });
}
