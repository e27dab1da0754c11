import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenRows, insertGiven } from '../../../bot/transcripts/given-rows.ts';
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

  it('keeps the statements that turns run, but none of all columns, which a newer schema breaks', async () => {
    const { db } = openPostgres({ url: server.url, connections: 1 });
    await sql`create table things (id text primary key, n integer)`.execute(db);
    for (const n of [1, 2]) {
      await insertGiven(db, 'things', { id: 'text', n: 'integer' }, [{ id: `thing-${n}`, n }]).execute(db);
      await sql`select * from things`.execute(db);
      const given = givenRows(db, { wanted: 'text' }, [{ wanted: `thing-${n}` }]);
      await sql`select things.* from ${given} join things on id = wanted`.execute(db);
    }
    const kept = await sql<{
      readonly statement: string;
    }>`select statement from pg_prepared_statements`.execute(db);
    expect(kept.rows.map(({ statement }) => statement)).toEqual([
      expect.stringMatching(/^insert into "things"/),
    ]);
    await sql`alter table things add column other text`.execute(db);
    const [first] = (await sql`select * from things order by id`.execute(db)).rows;
    expect(first).toEqual({ id: 'thing-1', n: 1, other: null });
    await db.destroy();
  });

  it('goes by the index for given rows while a table is small, since the plan is kept and the table grows', async () => {
    const { db } = openPostgres({ url: server.url, connections: 1 });
    await sql`create table small (id text primary key, n integer)`.execute(db);
    await sql`insert into small select 'small-' || n, n from generate_series(1, 100) n`.execute(db);
    const given = givenRows(db, { wanted: 'text' }, [{ wanted: 'small-7' }]);
    const plan = await sql<{ readonly 'QUERY PLAN': string }>`
      explain update small set n = 8 from ${given} where id = wanted`.execute(db);
    expect(plan.rows.map(row => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan using small_pkey/);
    await db.destroy();
  });
});
