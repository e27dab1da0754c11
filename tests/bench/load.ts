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
    rounds: { type: 'string', default: '5' },
    warm: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
    talks: { type: 'string', default: '200' },
    pause: { type: 'string', default: '2' },
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

async function compareAll(): Promise<void> {
  const targets: Target[] = [];
  try {
    targets.push(await echoTarget(), await embeddedTarget());
    for (const count of values.processes.split(',').map(Number).filter(Boolean))
      targets.push(await sharedTarget(count));
    if (parts.includes('speed')) {
      const load = { talks: Number(values.connections), seconds: Number(values.seconds) };
      const rows = await compareTargets(targets, load, Number(values.rounds), Number(values.warm));
      print(`${load.talks} talks, each says the next thing when it has the reply`, rows);
      judgeSpeed(rows);
    }
    if (parts.includes('talks')) {
      const load = {
        talks: Number(values.talks),
        seconds: Number(values.seconds),
        pause: Number(values.pause),
      };
      const rows = await compareTargets(targets, load, Math.min(2, Number(values.rounds)));
      print(`${load.talks} talks, each says something every ${load.pause} s`, rows);
      for (const { target, way, p99 } of rows.filter(row => row.target.bot === 'bot'))
        judge(`p99 at ${load.talks} talks, ${target.name}, ${way}, ms`, p99, p99 <= 100, '≤ 100');
    }
  } finally {
    await Promise.all(targets.map(target => target.stop()));
  }
}

function judgeSpeed(rows: readonly Row[]): void {
  for (const { target, way, speed, cost } of rows) {
    if (speed === null || cost === null || way !== 'http') continue;
    const least = target.name.includes('SQLite') ? 0.5 : 0.35;
    judge(`turns/s ÷ echo bot's, ${target.name}`, speed, speed >= least, `≥ ${least}`);
    judge(`processor time a turn ÷ echo bot's, ${target.name}`, cost, cost <= 1.5, '≤ 1.5');
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
    row.speed === null ? '1' : row.speed.toFixed(2),
    row.cost === null ? '1' : row.cost.toFixed(2),
  ]);
  console.log(`${title}\n\n${markdownTable([...head, 'turns/s ÷ echo', 'CPU ÷ echo'], cells)}\n`);
  for (const { target, way, failure } of rows)
    if (failure !== null) console.log(`${target.name}, ${way}: ${failure}`);
}
