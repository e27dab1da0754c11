import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../../bot/transcripts/migrate.ts';
import { openDatabase } from '../../bot/transcripts/open-database.ts';
import { hasPostgres, startPostgres } from '../servers/start-postgres.ts';
import { type ConsoleMeasures, measureConsole } from './console/measure-console.ts';
import { machine } from './measure/machine.ts';
import { markdownTable } from './measure/markdown-table.ts';
import { showMs, showSeconds } from './measure/show.ts';

/*
 * `npm run bench:console -- --activities 1000000`: how long the lists, searches and counts of the console take on a log
 * of that size, on SQLite and on PostgreSQL; `--on sqlite` for one of them. Ends with 1 where a list or a search takes
 * longer than `--most` milliseconds (200).
 */
const { values } = parseArgs({
  options: {
    activities: { type: 'string', default: '1000000' },
    on: { type: 'string', default: 'sqlite,postgres' },
    most: { type: 'string', default: '200' },
  },
});
const activities = Number(values.activities);
const wanted = values.on.split(',');
process.stdout.write(`${machine()}\n`);
const measured: [string, ConsoleMeasures][] = [];
if (wanted.includes('sqlite')) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-console-'));
  measured.push([
    'SQLite',
    await measure({ dataDir: folder }).finally(() => rmSync(folder, { recursive: true })),
  ]);
}
if (wanted.includes('postgres')) {
  if (!hasPostgres()) process.stderr.write('PostgreSQL is not on this machine\n');
  else {
    const server = await startPostgres();
    const options = { url: await server.createDatabase(), dataDir: '', postgres: { statementMs: 600_000 } };
    measured.push(['PostgreSQL', await measure(options).finally(() => server.stop())]);
  }
}
report();

async function measure(options: Parameters<typeof openDatabase>[0]): Promise<ConsoleMeasures> {
  const database = await openDatabase(options);
  await migrate(database.db);
  let told = 0;
  const measures = await measureConsole(database, activities, done => {
    if (done - told < 100_000) return;
    told = done;
    process.stderr.write(`${database.kind}: ${done} activities\n`);
  });
  await database.db.destroy();
  return measures;
}

function report(): void {
  const [first] = measured;
  if (!first) return;
  const row = (name: string, cell: (measures: ConsoleMeasures) => string) => [
    name,
    ...measured.map(([, measures]) => cell(measures)),
  ];
  const table = markdownTable(
    ['', ...measured.map(([name]) => name)],
    [
      row('activities', ({ activities }) => String(activities)),
      row('talks', ({ talks }) => String(talks)),
      row('index terms', ({ terms }) => String(terms)),
      row('filling', ({ fillMs }) => showSeconds(fillMs)),
      row('counting all days once', ({ rollUpMs }) => showSeconds(rollUpMs)),
      ...first[1].questions.map(({ name }, place) =>
        row(name, ({ questions }) => {
          const asked = questions[place];
          return asked ? `${showMs(asked.times.p50)} / ${showMs(asked.times.p99)} ms (${asked.found})` : '–';
        }),
      ),
      row('writing a turn', ({ commit }) => `${showMs(commit.p50)} / ${showMs(commit.p99)} ms`),
      row('of it the index', ({ index }) => `${showMs(index.p50)} / ${showMs(index.p99)} ms`),
    ],
  );
  process.stdout.write(`p50 / longest, things found in brackets\n\n${table}\n`);
  const slow = measured.flatMap(([where, { questions }]) =>
    questions
      .filter(({ name, times }) => /^(list|search)/.test(name) && times.p50 > Number(values.most))
      .map(({ name }) => `${where}, ${name}`),
  );
  if (slow.length > 0) {
    process.stdout.write(`\nslower than ${values.most} ms:\n${slow.join('\n')}\n`);
    process.exitCode = 1;
  }
}
