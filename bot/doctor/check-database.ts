import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { databaseClock, pingDatabase } from '../transcripts/inspect-database.ts';
import { pendingMigrations } from '../transcripts/migrate.ts';
import { openDatabase } from '../transcripts/open-database.ts';
import { checkClock } from './check-clock.ts';
import { type Finding, ok, problem, reason, warning } from './finding.ts';

/** Connects to the database of the settings and looks at its clock and schema; changes nothing. */
export async function checkDatabase(config: Config): Promise<readonly Finding[]> {
  const { DATABASE_URL: url, DATA_DIR: dataDir } = config;
  // Opening an embedded database makes it.
  if (url === undefined && !existsSync(join(dataDir, 'transcripts.db')))
    return [ok('database', 'SQLite, made at the first start')];
  const name = url === undefined ? `SQLite in ${dataDir}` : `PostgreSQL at ${new URL(url).host}`;
  const { db } = await openDatabase({ url, dataDir, postgres: { connections: 1 } });
  try {
    await pingDatabase(db);
    const before = new Date();
    const theirs = await databaseClock(db);
    const clock = url === undefined ? [] : [checkClock('the database', theirs, before, new Date())];
    return [ok('database', `${name} answers`), ...clock, await checkMigrations(db)];
  } catch (error) {
    return [
      problem(
        'database',
        `${name} does not answer: ${reason(error)}`,
        'is it running, is DATABASE_URL right, may this machine connect (pg_hba.conf, network policy)?',
      ),
    ];
  } finally {
    await db.destroy();
  }
}

async function checkMigrations(db: Parameters<typeof pendingMigrations>[0]): Promise<Finding> {
  const pending = await pendingMigrations(db);
  return pending.length === 0
    ? ok('migrations', 'all done')
    : warning('migrations', `to be done: ${pending.join(', ')}`, 'the next start does them; back up first');
}
