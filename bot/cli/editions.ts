import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { projectRoot } from '../../knowledge/project-root.ts';
import { applyOperations } from '../../knowledge/publish/apply-operations.ts';
import { type Operation, operationSchema } from '../../knowledge/publish/operation.ts';
import { readConfig } from '../config.ts';
import { editions, type Prepared } from '../editions/editions.ts';
import { readManifest } from '../editions/fetch-edition.ts';
import { openEditionPlace } from '../editions/open-edition-place.ts';
import { migrate } from '../transcripts/migrate.ts';
import { openDatabase } from '../transcripts/open-database.ts';

const USAGE = `usage: npm run editions -- list                       what was live from when on, and why
       npm run editions -- show EDITION               its changes, after checking its signature
       npm run editions -- prepare CHANGE.json        makes and tries an edition; nothing is live by that
       npm run editions -- publish EDITION --why "…"  puts it live in every process
       npm run editions -- rollback --why "…"         goes back to the one before
       npm run editions -- renew                      the live changes on the knowledge of newer code
       npm run editions -- write                      puts the live changes into the files of knowledge/, to be committed
       npm run editions -- reset --why "…"            puts the knowledge of the code live, once it holds the changes
`;

/** Changes of what is live say why. */
const NEEDS_WHY = new Set(['publish', 'rollback', 'reset']);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { why: { type: 'string' } } });
const [command, subject] = positionals;
const config = readConfig(process.env);
const { db } = await openDatabase({ url: config.DATABASE_URL, dataDir: config.DATA_DIR });
const by = `command line, ${userInfo().username}`;

try {
  await migrate(db);
  const place = openEditionPlace(db, config.DATA_DIR, config.EDITION_SIGNING_KEYS);
  const all = editions(place, config.TRIAL_FILE, () => new Date());
  if (command === 'list') {
    const changes = await place.store.history(50);
    for (const { at, edition, by, why } of changes)
      print(`${at.toISOString()}  ${edition ?? 'built knowledge'}  ${by}: ${why}`);
    if (changes.length === 0)
      print('nothing was published yet: the knowledge that the code was built with is live');
  } else if (command === 'show' && subject) {
    print(JSON.stringify(await readManifest(place, subject), null, 2));
  } else if (command === 'prepare' && subject) {
    report(await all.prepare(readChange(subject), by, [], step => print(`${step} …`)));
  } else if (NEEDS_WHY.has(command ?? '') && !values.why) {
    process.stderr.write(`say why: --why "…"; it stands in the list for those who come after\n`);
    process.exitCode = 2;
  } else if (command === 'publish' && subject && values.why) {
    await all.putLive(subject, by, values.why);
    print(`${subject} is live`);
  } else if (command === 'rollback' && values.why) {
    print(`${(await all.goBack(by, values.why)) ?? 'the built knowledge'} is live again`);
  } else if (command === 'reset' && values.why) {
    await all.reset(by, values.why);
    print('the built knowledge is live');
  } else if (command === 'renew') {
    if ((await place.store.live())?.edition) report(await all.renew(by, step => print(`${step} …`)));
    else print('there is nothing to renew: the knowledge that the code was built with is live');
  } else if (command === 'write') {
    const live = await place.store.live();
    const operations = live?.edition ? (await readManifest(place, live.edition)).operations : [];
    applyOperations(projectRoot(), operations);
    print(`${operations.length} changes are in the files below knowledge/ now`);
  } else {
    process.stderr.write(USAGE);
    process.exitCode = 2;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await db.destroy();
}

/** @throws Error naming the file, where it holds no change */
function readChange(file: string): Operation {
  const text = readFileSync(file, 'utf8');
  try {
    return operationSchema.parse(JSON.parse(text));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`${file} holds no change: ${problem}`, { cause });
  }
}

function report(prepared: Prepared): void {
  if (prepared.kind === 'refused') {
    for (const problem of prepared.problems) print(problem);
    process.exitCode = 1;
    return;
  }
  const { edition, report } = prepared;
  print('lang  turns  changed  better  worse');
  for (const { lang, turns, changed, better, worse } of report.effects) {
    print([lang.padEnd(5), turns, changed, better, worse].map(String).join('  '));
  }
  for (const one of report.stale) print(`falls back to English: ${one}`);
  const file = join(config.DATA_DIR, 'editions', `${edition}.report.json`);
  writeFileSync(file, JSON.stringify(report, null, 2));
  print(`edition ${edition} is ready; every changed reply is in ${file}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
