import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../../bot/transcripts/open-postgres.ts';
import { hasPostgres, type RunningPostgres, startPostgres } from '../../servers/start-postgres.ts';

describe.skipIf(!hasPostgres() && !process.env['CI'])('a connection to PostgreSQL', () => {
  let server: RunningPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('that breaks between two statements of a transaction ends the transaction, not the process', async () => {
    let told = () => {};
    const lost = new Promise<void>(resolve => {
      told = resolve;
    });
    const { db } = openPostgres({ url: server.url, onLost: told });
    const work = db.transaction().execute(async transaction => {
      await sql`SELECT 1`.execute(transaction);
      await server.kill();
      await lost;
      await sql`SELECT 2`.execute(transaction);
    });
    await expect(work).rejects.toThrow();
    await server.start();
    expect((await sql<{ n: number }>`SELECT 3 AS n`.execute(db)).rows).toEqual([{ n: 3 }]);
    await db.destroy();
  });
});
