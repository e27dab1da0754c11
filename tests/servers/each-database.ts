import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { migrate } from '../../bot/transcripts/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../bot/transcripts/open-database.ts';
import { hasPostgres, type RunningPostgres, startPostgres } from './start-postgres.ts';

/** Opens a fresh database of the kind under test with the newest schema; it is closed after the tests. */
export type OpenFresh = () => Promise<OpenDatabase>;

/**
 * The same tests on SQLite and on a real PostgreSQL. Where the machine has none of the latter its tests are not
 * run, and that is said; under `CI` they fail instead.
 */
export function eachDatabase(name: string, tests: (openFresh: OpenFresh) => void): void {
  const opened: OpenDatabase[] = [];
  const folders: string[] = [];
  const closeAll = async () => {
    for (const { db } of opened.splice(0)) await db.destroy();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  };
  const keep = async (database: OpenDatabase) => {
    opened.push(database);
    await migrate(database.db);
    return database;
  };

  describe(`${name}, on SQLite`, () => {
    afterAll(closeAll);
    tests(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'log-'));
      folders.push(folder);
      return keep(await openDatabase({ dataDir: folder }));
    });
  });

  const missing = !hasPostgres() && !process.env['CI'];
  if (missing) process.stderr.write(`${name}: not run on PostgreSQL, which is not on this machine\n`);
  describe.skipIf(missing)(`${name}, on PostgreSQL`, () => {
    let server: RunningPostgres;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(async () => {
      await closeAll();
      await server.stop();
    });
    tests(async () => keep(await openDatabase({ url: await server.createDatabase(), dataDir: '' })));
  });
}
