import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseCircuit } from '../../../bot/transcripts/database-circuit.ts';
import { databaseLog } from '../../../bot/transcripts/database-log.ts';
import { LogUnavailableError } from '../../../bot/transcripts/log-unavailable.ts';
import { migrate } from '../../../bot/transcripts/migrate.ts';
import { openDatabase } from '../../../bot/transcripts/open-database.ts';
import { openPostgres } from '../../../bot/transcripts/open-postgres.ts';
import type { TranscriptLog, TurnCommit } from '../../../bot/transcripts/transcript-log.ts';
import { newTalk } from '../../../dialogs/talk-state.ts';
import { hasPostgres, type RunningPostgres, startPostgres } from '../../servers/start-postgres.ts';
import { until } from '../../servers/until.ts';
import { PLAIN_RESULT } from './plain-result.ts';

const opening = (id: string) => ({
  id,
  channel: 'directline',
  reference: `R-${id}`,
  state: newTalk(`R-${id}`, new Date().toISOString()),
  at: new Date(),
});

/** Milliseconds until a call failed as the database is away. */
async function failsAfter(log: TranscriptLog): Promise<number> {
  const started = performance.now();
  await expect(log.find('talk')).rejects.toBeInstanceOf(LogUnavailableError);
  return performance.now() - started;
}

describe('the circuit around a full SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('tells that nothing was stored, lets reading go on, and stores again when there is room', async () => {
    const { db, forgetDeleted } = await openDatabase({ dataDir: folder });
    await migrate(db);
    const log = databaseCircuit().guard(databaseLog(db, forgetDeleted));
    await log.open(opening('talk'));
    // As many pages as there are: what SQLite meets on a full disk.
    await sql`PRAGMA max_page_count = 1`.execute(db);
    const large = { type: 'message', text: 'x'.repeat(200_000) };
    await expect(log.begin(opening('talk'), [large])).rejects.toBeInstanceOf(LogUnavailableError);
    expect((await log.find('talk'))?.lastNumber).toBe(0);
    await sql`PRAGMA max_page_count = 1000000`.execute(db);
    await until(() => log.begin(opening('talk'), [large]).catch(() => false));
    expect(await log.read('talk', 0)).toHaveLength(1);
    await log.close();
  });
});

const missing = !hasPostgres() && !process.env['CI'];
if (missing) process.stderr.write('the circuit around PostgreSQL: not run, it is not on this machine\n');
describe.skipIf(missing)('the circuit around PostgreSQL', () => {
  let server: RunningPostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const open = async (statementMs = 5_000) => {
    const { db } = openPostgres({ url: await server.createDatabase(), connectMs: 500, statementMs });
    await migrate(db);
    const changes: boolean[] = [];
    const circuit = databaseCircuit(usable => changes.push(usable));
    return { db, log: circuit.guard(databaseLog(db, async () => {})), changes };
  };

  it('fails at once while the server is gone, and closes by itself when it is back', async () => {
    const { log, changes } = await open();
    await log.open(opening('talk'));
    await server.kill();
    for (let times = 0; times < 3; times++) await failsAfter(log);
    expect(await failsAfter(log)).toBeLessThan(100);
    await server.start();
    await until(async () => (await log.find('talk').catch(() => null)) !== null);
    expect(changes).toEqual([false, true]);
    await log.close();
  });

  it('takes no notice of a statement that is wrong, or of a turn that came too late', async () => {
    const { log, changes } = await open();
    const { id: conversationId, state, at } = opening('nobody');
    const late: TurnCommit = {
      conversationId,
      channel: 'directline',
      flags: [],
      expected: 3,
      channelMessageId: null,
      message: { type: 'message' },
      replies: [],
      state,
      result: PLAIN_RESULT,
      at,
      effect: null,
    };
    for (let times = 0; times < 5; times++)
      await expect(log.commit(late)).rejects.toMatchObject({ code: 'conversation-moved' });
    expect(changes).toEqual([]);
    await log.close();
  });

  it('keeps nothing of a transaction that a frozen server never answered', async () => {
    const { db, log } = await open(300);
    await log.open(opening('talk'));
    let frozen = 0;
    const half = db.transaction().execute(async transaction => {
      await transaction
        .updateTable('conversations')
        .set({ last_number: 77 })
        .where('id', '=', 'talk')
        .execute();
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(transaction);
      frozen = rows[0]?.pid ?? 0;
      process.kill(frozen, 'SIGSTOP');
      await transaction
        .updateTable('conversations')
        .set({ flags: 'half' })
        .where('id', '=', 'talk')
        .execute();
    });
    await expect(half).rejects.toThrow(/timeout/i);
    process.kill(frozen, 'SIGCONT');
    // The next one would commit the first half along with its own work, had it got the same connection.
    await until(() => log.begin(opening('talk'), [{ type: 'message' }]).catch(() => false));
    expect(await log.find('talk')).toMatchObject({ lastNumber: 1, flags: [] });
    await log.close();
  });
});
