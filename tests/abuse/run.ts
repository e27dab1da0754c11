import { parseArgs } from 'node:util';
import { machine } from '../bench/measure/machine.ts';
import { markdownTable } from '../bench/measure/markdown-table.ts';
import { showMegabytes, showMs } from '../bench/measure/show.ts';
import { buildService } from '../build-service.ts';
import { ATTACKS } from './attacks.ts';
import { type Borne, startBotUnderAttack, tryAttack } from './try-attack.ts';
import { wasBorne } from './was-borne.ts';

// `npm run test:abuse`: members talk while somebody attacks; a table, and 1 where a member was given no answer.
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    talks: { type: 'string', default: '40' },
    pause: { type: 'string', default: '2500' },
    most: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '30' },
  },
});
const size = {
  talks: Number(values.talks),
  pauseMs: Number(values.pause),
  most: Number(values.most),
  seconds: Number(values.seconds),
};
const chosen = ATTACKS.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0) {
  console.error(`no attack is called '${values.only}': ${ATTACKS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
buildService();
const bot = await startBotUnderAttack();
const rows: string[][] = [];
try {
  show('nobody attacks', await tryAttack(bot, null, 0, { ...size, seconds: Math.min(15, size.seconds) }));
  for (const [place, attack] of chosen.entries())
    show(attack.name, await tryAttack(bot, attack, place + 1, size));
} finally {
  if ((await bot.stop()) !== 0) {
    console.error('the bot did not end well');
    process.exitCode = 1;
  }
  bot.clean();
}
const head = [
  'attack',
  'came back to the attacker',
  'members’ turns',
  'failed',
  'p50 ms',
  'p99 ms',
  'longest ms',
];
console.log(`${machine()}\n\n${markdownTable([...head, 'most memory', '500s'], rows)}`);

function show(name: string, borne: Borne): void {
  const { members, tally, mostBytes, inside } = borne;
  const counts = Object.entries(tally).toSorted(([, one], [, other]) => other - one);
  rows.push([
    name,
    counts.map(([what, count]) => `${what}: ${count}`).join(', ') || '–',
    String(members.turns),
    String(members.failed),
    showMs(members.p50),
    showMs(members.p99),
    showMs(members.longest),
    showMegabytes(mostBytes),
    String(inside),
  ]);
  process.stderr.write(`${rows.at(-1)?.join(' | ')}\n`);
  if (members.failure !== null) process.stderr.write(`  a member: ${members.failure}\n`);
  if (!wasBorne(borne)) process.exitCode = 1;
}
