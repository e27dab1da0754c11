import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkClock } from '../../../bot/doctor/check-clock.ts';
import { checkDataFolder } from '../../../bot/doctor/check-data-folder.ts';
import { examine } from '../../../bot/doctor/examine.ts';
import type { Finding } from '../../../bot/doctor/finding.ts';
import { keptKey } from '../../../bot/state/keys.ts';
import { migrate } from '../../../bot/transcripts/migrate.ts';
import { openDatabase } from '../../../bot/transcripts/open-database.ts';
import { hasPostgres, startPostgres } from '../../servers/start-postgres.ts';
import { hasRedis, startRedis } from '../../servers/start-redis.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const of = (findings: readonly Finding[], subject: string) =>
  findings.filter(finding => finding.subject === subject);
const look = (environment: Record<string, string> = {}) =>
  examine({ DATA_DIR: folder, ...environment }, process.version);

describe('the doctor', () => {
  it('finds nothing wrong with a fresh install', async () => {
    const findings = await look();
    expect(findings.filter(({ level }) => level === 'problem')).toEqual([]);
    expect(of(findings, 'knowledge')).toMatchObject([{ level: 'ok' }]);
  });

  it('tells every wrong setting at once, and names the one that a misspelt variable meant', async () => {
    const findings = await look({ PORT: 'x', DIRECT_LINE_KEYS: 'short', SMS_PROVIDOR: 'twilio' });
    const says = of(findings, 'settings').map(({ says: text, todo }) => `${text} ${todo}`);
    expect(says.join('\n')).toMatch(/PORT.*DIRECT_LINE_KEYS.*SMS_PROVIDOR.*did you mean SMS_PROVIDER/s);
  });

  it('says what to do about all that is not right, and shows no password', async () => {
    const findings = await look({
      DATABASE_URL: 'postgres://bot:hunter2@127.0.0.1:1/bot',
      REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
      ALLOWED_ORIGINS: '*',
    });
    expect(of(findings, 'database')).toMatchObject([{ level: 'problem' }]);
    expect(of(findings, 'Redis')).toMatchObject([{ level: 'problem' }]);
    for (const { level, todo } of findings) if (level !== 'ok') expect(todo).toBeTruthy();
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('tells migrations that the next start would run, and does not run them', async () => {
    const { db } = await openDatabase({ dataDir: folder });
    await migrate(db);
    await db.deleteFrom('kysely_migration' as 'opt_outs').execute();
    await db.destroy();
    const twice = [await look(), await look()];
    for (const findings of twice)
      expect(of(findings, 'migrations')).toMatchObject([
        { level: 'warning', says: expect.stringContaining('0001-log') },
      ]);
  });

  it('finds secrets that others can read', () => {
    keptKey(folder, 'direct-line');
    expect(of(checkDataFolder(folder), 'key files')).toMatchObject([{ level: 'ok' }]);
    chmodSync(join(folder, 'keys', 'direct-line.key'), 0o644);
    expect(of(checkDataFolder(folder), 'key files')).toMatchObject([
      { level: 'problem', todo: expect.stringContaining('chmod go-rwx') },
    ]);
  });

  it('warns of a clock that is off, whichever way', () => {
    const now = new Date(1_000_000);
    expect(checkClock('the database', new Date(1_000_500), now, now).level).toBe('ok');
    for (const off of [-60_000, 60_000])
      expect(checkClock('the database', new Date(1_000_000 + off), now, now).level).toBe('warning');
  });
});

const missing = !(hasPostgres() && hasRedis()) && !process.env['CI'];
if (missing)
  process.stderr.write('the doctor: not tried on PostgreSQL and Redis, which are not on this machine\n');
describe.skipIf(missing)('the doctor, with PostgreSQL and Redis', () => {
  it('finds them and their clocks right', async () => {
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    try {
      const findings = await look({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
      expect(of(findings, 'database')).toMatchObject([{ level: 'ok' }]);
      expect(of(findings, 'Redis')).toMatchObject([{ level: 'ok' }]);
      expect(of(findings, 'clock')).toMatchObject([{ level: 'ok' }, { level: 'ok' }]);
      expect(of(findings, 'migrations')).toMatchObject([{ level: 'warning' }]);
    } finally {
      await Promise.all([postgres.stop(), redis.stop()]);
    }
  });
});
