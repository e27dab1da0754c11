import { parseArgs } from 'node:util';
import { compareTargets, type Row } from './load/compare.ts';
import { measureIdleSockets } from './load/idle-sockets.ts';
import { measureMemoryGrowth } from './load/memory-growth.ts';
import { echoTarget, embeddedTarget, sharedTarget, type Target } from './load/targets.ts';
import { machine } from './measure/machine.ts';
import { markdownTable } from './measure/markdown-table.ts';
import { showMegabytes, showMs } from './measure/show.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'speed,talks,sockets,memory' },
    processes: { type: 'string', default: '1,2,4' },
    rounds: { type: 'string', default: '4' },
    warm: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
    talks: { type: 'string', default: '200' },
    pause: { type: 'string', default: '2' },
    'talk-seconds': { type: 'string', default: '20' },
    sockets: { type: 'string', default: '5000' },
    turns: { type: 'string', default: '200000' },
  },
});
const parts = values.only.split(',');
const missed: string[] = [];
const judge = (name: string, value: number, ok: boolean, target: string) => {
  const shown = Number.isInteger(value) ? value : value.toFixed(2);
  console.log(`${ok ? 'ok    ' : 'MISSED'} ${name}: ${shown} (target ${target})`);
  if (!ok) missed.push(name);
};

console.log(`${machine()}\n`);
if (parts.includes('speed') || parts.includes('talks')) await compareAll();
if (parts.includes('sockets')) {
  const { sockets, bytesEach } = await measureIdleSockets(Number(values.sockets));
  judge(`KB a socket, ${sockets} idle in one process`, bytesEach / 1_024, bytesEach <= 30 * 1_024, '≤ 30');
}
if (parts.includes('memory')) {
  const { samples, bytesATurn } = await measureMemoryGrowth(Number(values.turns));
  const rows = samples.map(({ turns, bytes }) => [String(turns), showMegabytes(bytes)]);
  console.log(`\nMemory of one process, SQLite\n\n${markdownTable(['turns', 'resident'], rows)}\n`);
  judge('bytes a turn leaves behind', bytesATurn, bytesATurn <= 100, '≤ 100, 20 MB over 200,000 turns');
}
if (missed.length > 0) process.exitCode = 1;

/** Each kind of service by itself beside the echo bot: others that lie idle would still take their part of the caches. */
async function compareAll(): Promise<void> {
  const counts = values.processes.split(',').map(Number).filter(Boolean);
  const kinds = [
    { count: 1, start: embeddedTarget },
    ...counts.map(count => ({ count, start: () => sharedTarget(count) })),
  ];
  for (const { count, start } of kinds) {
    const targets: Target[] = [];
    try {
      targets.push(await echoTarget());
      if (count > 1) targets.push(await echoTarget(count));
      targets.push(await start());
      await compareOne(targets);
    } finally {
      await Promise.all(targets.map(target => target.stop()));
    }
  }
}

async function compareOne(targets: readonly Target[]): Promise<void> {
  const speed = parts.includes('speed');
  if (speed) {
    const load = { talks: Number(values.connections), seconds: Number(values.seconds) };
    const rows = await compareTargets(targets, load, Number(values.rounds), Number(values.warm));
    print(`${load.talks} talks, each says the next thing when it has the reply`, rows);
    judgeSpeed(rows);
  }
  if (parts.includes('talks')) {
    const load = {
      talks: Number(values.talks),
      seconds: Number(values['talk-seconds']),
      pause: Number(values.pause),
    };
    const rows = await compareTargets(targets, load, 1, speed ? 0 : 1);
    print(`${load.talks} talks, each says something every ${load.pause} s`, rows);
    for (const { target, way, p99 } of rows.filter(row => row.target.bot === 'bot'))
      judge(`p99 at ${load.talks} talks, ${target.name}, ${way}, ms`, p99, p99 <= 100, '≤ 100');
  }
}

/** Turns a second are held against one echo bot; processor time a turn against one of as many processes. */
function judgeSpeed(rows: readonly Row[]): void {
  for (const { target, way, speed, costAlike } of rows) {
    if (speed === null || costAlike === null || way !== 'http') continue;
    const least = target.name.includes('SQLite') ? 0.5 : 0.35;
    judge(`turns/s ÷ echo bot's, ${target.name}`, speed, speed >= least, `≥ ${least}`);
    const name = `processor time a turn ÷ that of an echo bot of as many processes, ${target.name}`;
    judge(name, costAlike, costAlike <= 1.5, '≤ 1.5');
  }
}

function print(title: string, rows: readonly Row[]): void {
  const head = ['bot', 'way', 'turns', 'failed', 'turns/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms a turn'];
  const cells = rows.map(row => [
    row.target.name,
    row.way,
    String(row.turns),
    String(row.failed),
    row.turnsASecond.toFixed(0),
    showMs(row.p50),
    showMs(row.p95),
    showMs(row.p99),
    row.processorMs.toFixed(2),
    shownRatio(row.speed),
    shownRatio(row.cost),
    shownRatio(row.costAlike),
  ]);
  const ratios = ['turns/s ÷ echo', 'CPU ÷ echo', 'CPU ÷ echo of as many'];
  console.log(`${title}\n\n${markdownTable([...head, ...ratios], cells)}\n`);
  for (const { target, way, failure } of rows)
    if (failure !== null) console.log(`${target.name}, ${way}: ${failure}`);
}

function shownRatio(ratio: number | null): string {
  return ratio === null ? '' : ratio.toFixed(2);
}
