import { parseArgs } from 'node:util';
import { markdownTable } from '../bench/measure/markdown-table.ts';
import { PARSERS } from './parsers.ts';
import { tryParser } from './try-parser.ts';
import { startWatchdog } from './watchdog.ts';

// `npm run test:fuzz`: every parser with changed inputs; a table, and 1 where one does what it must not.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const chosen = PARSERS.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0) {
  console.error(`no parser is called '${values.only}': ${PARSERS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
console.log(`seed ${seed}, ${rounds} changed inputs a parser`);
const watchdog = startWatchdog();
const rows: string[][] = [];
for (const parser of chosen) {
  const tally = await tryParser(parser, {
    rounds,
    seed,
    watch: input => watchdog.watch(parser.name, input),
  });
  const { inputs, accepted, refused, findings, longestMs } = tally;
  rows.push([
    parser.name,
    ...[inputs, accepted, refused, findings.length, Math.round(longestMs)].map(String),
  ]);
  for (const { problem, times, input } of findings) {
    process.exitCode = 1;
    console.log(`\n${parser.name}: ${problem} (${times} times)\n  ${Buffer.from(input).toString('base64')}`);
  }
}
await watchdog.stop();
console.log(
  `\n${markdownTable(['parser', 'inputs', 'accepted', 'refused', 'findings', 'longest ms'], rows)}`,
);
