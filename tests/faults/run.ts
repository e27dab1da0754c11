import { parseArgs } from 'node:util';
import { markdownTable } from '../bench/measure/markdown-table.ts';
import { buildService } from '../build-service.ts';
import { FAULTS } from './faults.ts';
import { tryFault } from './try-fault.ts';

// `npm run test:faults`: every fault, a table, and 1 where a message was lost, doubled or crossed.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    talks: { type: 'string', default: '8' },
    messages: { type: 'string', default: '10' },
  },
});
const size = { talks: Number(values.talks), messages: Number(values.messages) };
const chosen = FAULTS.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0) {
  console.error(`no fault is called '${values.only}': ${FAULTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
buildService();
const rows: string[][] = [];
for (const fault of chosen) {
  try {
    const one = await tryFault(fault, size);
    const counts = [
      one.sent,
      one.accepted,
      one.answeredOnce,
      one.lost,
      one.doubled,
      one.crossed,
      one.retries,
    ];
    rows.push([fault.name, ...counts.map(String), one.seconds.toFixed(0)]);
    if (one.lost + one.doubled + one.crossed > 0 || one.answeredOnce < one.sent) process.exitCode = 1;
  } catch (error) {
    rows.push([fault.name, `not tried: ${error instanceof Error ? error.message.slice(0, 120) : error}`]);
    process.exitCode = 1;
  }
  process.stderr.write(`${rows.at(-1)?.join(' | ')}\n`);
}
const head = ['fault', 'sent', 'accepted', 'answered once', 'lost', 'doubled', 'crossed', 'sent again', 's'];
console.log(markdownTable(head, rows));
