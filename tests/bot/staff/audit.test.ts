import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuditLog, auditLog } from '../../../bot/staff/audit/audit-log.ts';
import { entryHash } from '../../../bot/staff/audit/chain.ts';
import { headsFile } from '../../../bot/staff/audit/heads-file.ts';
import { headKeeper } from '../../../bot/staff/audit/keep-heads.ts';
import { listAudit } from '../../../bot/staff/audit/list-audit.ts';
import { verifyAudit } from '../../../bot/staff/audit/verify-audit.ts';
import type { LogDatabase } from '../../../bot/transcripts/schema.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { openMemory } from './staff-for-tests.ts';

const KEY = Buffer.alloc(32, 1);
const clock = () => new Date('2026-03-02T08:00:00Z');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

eachDatabase('the audit log', openFresh => {
  let db: LogDatabase;
  let audit: AuditLog;

  beforeAll(async () => {
    ({ db } = await openFresh());
    audit = auditLog(db, KEY, clock);
    for (let number = 1; number <= 6; number++) {
      await audit.record({ who: 'reviewer-1', action: 'talk.view', subject: `talk-${number}` });
    }
  });

  test('is found by who, by the first part of an action, by what it was done to, page by page', async () => {
    await audit.record({ who: 'admin-1', action: 'talks.export' });
    expect(await listAudit(db, { action: 'talk' }, 10)).toHaveLength(6);
    expect(await listAudit(db, { who: 'admin-1' }, 10)).toHaveLength(1);
    expect(await listAudit(db, { subject: 'talk-2' }, 10)).toHaveLength(1);
    const page = await listAudit(db, {}, 3);
    expect(page.map(({ seq }) => Number(seq))).toEqual([7, 6, 5]);
    const next = await listAudit(db, { before: 5 }, 3);
    expect(next.map(({ seq }) => Number(seq))).toEqual([4, 3, 2]);
  });

  test('refuses to change or remove an entry', async () => {
    const change = db.updateTable('audit').set({ who: 'reviewer-2' }).where('seq', '=', 3).execute();
    await expect(change).rejects.toThrow(/append-only/);
    await expect(db.deleteFrom('audit').where('seq', '=', 3).execute()).rejects.toThrow(/append-only/);
  });

  test('is numbered without a gap and chained also where many write at once and some give up', async () => {
    const writes = Array.from({ length: 20 }, (_, number) =>
      number % 4 === 0
        ? db
            .transaction()
            .execute(async transaction => {
              await audit.record({ who: 'editor-1', action: 'draft.save' }, transaction);
              throw new Error('given up');
            })
            .catch(() => {})
        : audit.record({ who: 'editor-1', action: 'draft.view', subject: String(number) }),
    );
    await Promise.all(writes);
    expect(await verifyAudit(db, [KEY], [])).toEqual({ entries: 22, first: 1, last: 22, problems: [] });
  });
});

describe('tampering with the audit log', () => {
  let db: LogDatabase;
  let audit: AuditLog;
  let dataDir: string;

  beforeEach(async () => {
    ({ db } = await openMemory());
    audit = auditLog(db, KEY, clock);
    dataDir = mkdtempSync(join(tmpdir(), 'audit-'));
    folders.push(dataDir);
    for (let number = 1; number <= 6; number++) {
      await audit.record({ who: 'reviewer-1', action: 'talk.view', subject: `talk-${number}` });
    }
  });

  const keepHead = () => headKeeper({ db, dataDir, clock, logger: pino({ level: 'silent' }) }).keep();
  const problems = async (keys: readonly Buffer[] = [KEY]) =>
    (await verifyAudit(db, keys, headsFile(dataDir).read().heads)).problems;
  /** What somebody with all rights on the database does first. */
  const dropGuard = async () => {
    await sql`DROP TRIGGER audit_no_update`.execute(db);
    await sql`DROP TRIGGER audit_no_delete`.execute(db);
  };

  test('holds where nobody touched it', async () => {
    await keepHead();
    await audit.record({ who: 'admin-1', action: 'audit.view' });
    expect(await verifyAudit(db, [KEY], headsFile(dataDir).read().heads)).toEqual({
      entries: 7,
      first: 1,
      last: 7,
      problems: [],
    });
  });

  test.each(['who', 'action', 'subject', 'details'] as const)('shows that %s was changed', async field => {
    await dropGuard();
    await db
      .updateTable('audit')
      .set({ [field]: '{"x":1}' })
      .where('seq', '=', 3)
      .execute();
    expect(await problems()).toEqual(['entry 3 was changed, or made by somebody else']);
  });

  test('shows that an entry was removed from the middle, or from the start', async () => {
    await dropGuard();
    await db.deleteFrom('audit').where('seq', '=', 3).execute();
    expect(await problems()).toContain('entries 3 to 3 are missing');
    await db.deleteFrom('audit').where('seq', '<', 4).execute();
    expect(await problems()).toEqual(['entries before 4 are missing, and no purge tells of them']);
  });

  test('shows that two entries changed places', async () => {
    await dropGuard();
    for (const [from, to] of [
      [3, 99],
      [4, 3],
      [99, 4],
    ] as const) {
      await db.updateTable('audit').set({ seq: to }).where('seq', '=', from).execute();
    }
    expect((await problems()).length).toBeGreaterThanOrEqual(3);
  });

  test('shows that entries were cut off the end, also where the head was put back to fit', async () => {
    await keepHead();
    await dropGuard();
    await db.deleteFrom('audit').where('seq', '>', 4).execute();
    expect((await problems())[0]).toBe('the log ends at 4, but its head says 6');
    const { hash } = await db
      .selectFrom('audit')
      .select('hash')
      .where('seq', '=', 4)
      .executeTakeFirstOrThrow();
    await db.updateTable('audit_head').set({ seq: 4, hash }).execute();
    expect(await problems()).toEqual(['entries 5 to 6 are missing: the log was seen to reach 6']);
    await audit.record({ who: 'reviewer-1', action: 'talk.view' });
    await audit.record({ who: 'reviewer-1', action: 'talk.view' });
    expect(await problems()).toEqual(['entry 6 is not the one that was written down outside the database']);
  });

  test('shows an entry that somebody without the key chained on', async () => {
    const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    const entry = {
      seq: 7,
      at: 1,
      who: 'admin-1',
      action: 'draft.approve',
      subject: '',
      details: '{}',
      previous: head.hash,
    };
    const hash = entryHash(Buffer.alloc(32, 9), entry);
    await db
      .insertInto('audit')
      .values({ ...entry, hash })
      .execute();
    await db.updateTable('audit_head').set({ seq: 7, hash }).execute();
    expect(await problems()).toEqual(['entry 7 was changed, or made by somebody else']);
  });

  test('holds over a change of the key as long as the old one is given', async () => {
    const next = Buffer.alloc(32, 2);
    await auditLog(db, next, clock).record({ who: 'admin-1', action: 'audit.view' });
    expect(await problems([next, KEY])).toEqual([]);
    expect(await problems([next])).toHaveLength(6);
  });

  test('counts heads that can not be read, and never writes one twice', async () => {
    await keepHead();
    await keepHead();
    const file = join(dataDir, 'audit-heads.jsonl');
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    writeFileSync(file, '{"seq":6}\n', { flag: 'a' });
    expect(headsFile(dataDir).read()).toMatchObject({ heads: [{ seq: 6 }], unreadable: 1 });
  });
});
