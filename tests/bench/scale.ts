import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './measure/machine.ts';
import { runChild } from './measure/run-child.ts';
import type { SizeMeasures } from './scale/measure-size.ts';
import { OURS, PASSAGE_CONTENDERS } from './scale/passage-contenders.ts';
import { type SizeRow, scaleReport } from './scale/scale-report.ts';

/*
 * `npm run bench:scale`: the passage search beside other libraries on made-up passages of growing number, each in a
 * process of its own. Takes about 10 minutes. `--sizes 1000,10000` for a part, which is printed and not kept.
 */
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Up to this size hits are compared with an exact ranking, which weighs every passage for every question. */
const MOST_COMPARED = 100_000;

const { values } = parseArgs({ options: { sizes: { type: 'string' } } });
const sizes = values.sizes?.split(',').map(Number) ?? SIZES;
const here = import.meta.dirname;
const child = join(here, 'scale', 'run.ts');
const folder = mkdtempSync(join(tmpdir(), 'bench-scale-'));
const where = machine();
const rows: SizeRow[] = [];
const overwhelmed = new Set<string>();
try {
  for (const size of sizes) {
    const measured: SizeMeasures[] = [];
    for (const name of Object.keys(PASSAGE_CONTENDERS)) {
      if (overwhelmed.has(name)) continue;
      // What our own child process prints.
      const measures = (await runChild(child, ['measure', name, String(size)])) as SizeMeasures;
      measured.push(measures);
      if (measures.added < size) overwhelmed.add(name);
      console.log(`${size} passages, ${name}: p50 ${measures.timings.p50.toFixed(2)} ms`);
    }
    rows.push(...(await withRecall(measured, size)));
  }
  const report = scaleReport(rows, OURS, where);
  if (!values.sizes) writeFileSync(join(here, 'scale.md'), report);
  console.log(report);
} finally {
  rmSync(folder, { recursive: true });
}

async function withRecall(measured: readonly SizeMeasures[], size: number): Promise<readonly SizeRow[]> {
  const complete = measured.filter(({ added }) => added === size);
  if (size > MOST_COMPARED) return measured.map(row => ({ ...row, recall: null }));
  const file = join(folder, `${size}.json`);
  writeFileSync(file, JSON.stringify(complete));
  const recalls = (await runChild(child, ['recall', file])) as readonly number[];
  return measured.map(row => ({ ...row, recall: recalls[complete.indexOf(row)] ?? null }));
}
