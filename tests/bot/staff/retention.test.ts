import pino from 'pino';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AuditLog, auditLog } from '../../../bot/staff/audit/audit-log.ts';
import { verifyAudit } from '../../../bot/staff/audit/verify-audit.ts';
import { nightly } from '../../../bot/staff/retention/nightly.ts';
import { loadRetentionPolicy } from '../../../bot/staff/retention/policy.ts';
import { purge } from '../../../bot/staff/retention/purge.ts';
import { type Retention, retention } from '../../../bot/staff/retention/retention.ts';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { listTalks } from '../../../bot/transcripts/review/list-talks.ts';
import { saveReview } from '../../../bot/transcripts/review/reviews.ts';
import type { TalkFilter } from '../../../bot/transcripts/review/talk-filter.ts';
import type { Verdict } from '../../../bot/transcripts/review/verdicts.ts';
import type { TranscriptLog } from '../../../bot/transcripts/transcript-log.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { PLAIN_RESULT } from '../transcripts/plain-result.ts';
import { AT, sayer } from '../transcripts/say.ts';
import { openMemory } from './staff-for-tests.ts';

const KEY = Buffer.alloc(32, 1);
const DAY_MS = 86_400_000;
const policy = { ...loadRetentionPolicy(), talks: 30 } as const;

eachDatabase('retention', openFresh => {
  let database: OpenDatabase;
  let audit: AuditLog;
  let keep: Retention;
  let log: TranscriptLog;
  let say: ReturnType<typeof sayer>['say'];
  let now: Date;
  const clock = () => now;

  beforeAll(async () => {
    database = await openFresh();
  });
  beforeEach(async () => {
    now = AT;
    for (const table of ['legal_holds', 'purge_days', 'conversations'] as const) {
      await database.db.deleteFrom(table).execute();
    }
    audit = auditLog(database.db, KEY, clock);
    keep = retention({ database, audit, clock });
    ({ log, say } = sayer(database));
    await say({ talk: 'old', text: 'kept too long, zebra' });
    await say({ talk: 'held', text: 'in a lawsuit, zebra' });
    await say({ talk: 'new', text: 'from today, zebra', at: new Date(AT.getTime() + 40 * DAY_MS) });
  });

  const run = (dryRun = false) => purge({ database, audit, policy, clock: () => now, by: 'system', dryRun });
  const found = async () => {
    const { talks } = await listTalks(database.db, { text: 'zebra' }, { limit: 10 });
    return talks.map(({ conversationId }) => conversationId).sort();
  };
  const rowsOf = async (id: string) => {
    const counts = await Promise.all(
      (['activities', 'turns', 'talks'] as const).map(table =>
        database.db.selectFrom(table).selectAll().where('conversation_id', '=', id).execute(),
      ),
    );
    return counts.flat().length;
  };

  test('what is too old goes, from search too, and the report says how much; what is held stays', async () => {
    await keep.hold('admin-1', 'HELD', 'a lawsuit');
    now = new Date(AT.getTime() + 41 * DAY_MS);
    expect(await found()).toEqual(['held', 'new', 'old']);
    expect((await run(true))[0]).toMatchObject({ kind: 'talks', removed: 1, held: 1 });
    expect(await found()).toEqual(['held', 'new', 'old']);
    expect((await run())[0]).toMatchObject({ kind: 'talks', removed: 1, held: 1 });
    expect(await found()).toEqual(['held', 'new']);
    expect([await rowsOf('old'), (await rowsOf('held')) > 0]).toEqual([0, true]);
    const terms = await database.db.selectFrom('talk_terms').select('talk').distinct().execute();
    expect(terms).toHaveLength(2);
    expect((await run())[0]).toMatchObject({ removed: 0 });
  });

  test('a talk in which somebody wrote lately is not old, however long ago it began', async () => {
    now = new Date(AT.getTime() + 41 * DAY_MS);
    await say({ talk: 'old', text: 'me again, zebra', at: now });
    expect((await run())[0]).toMatchObject({ removed: 1 });
    expect(await found()).toEqual(['new', 'old']);
  });

  test('thumbs and judgements that go before their talk are not what it is found by any more', async () => {
    const { db } = database;
    const at = (days: number) => new Date(AT.getTime() + days * DAY_MS);
    const judge = (conversationId: string, reviewer: string, verdict: Verdict, days: number) =>
      saveReview(db, {
        conversationId,
        number: 1,
        reviewer,
        verdict,
        rightTopic: null,
        note: null,
        at: at(days),
      });
    for (const conversationId of ['old', 'held']) {
      await judge(conversationId, 'reviewer-1', 'wrong', 1);
      await judge(conversationId, 'reviewer-2', 'right', 20);
      for (const [helpful, days] of [
        [false, 1],
        [true, 20],
      ] as const)
        await log.recordFeedback({ conversationId, number: 2, helpful, reason: null, at: at(days) });
    }
    await keep.hold('admin-1', 'HELD', 'a lawsuit');
    const having = async (filter: TalkFilter['having']) => {
      const { talks } = await listTalks(db, { having: filter ?? {} }, { limit: 10 });
      return talks.map(({ conversationId }) => conversationId).sort();
    };
    const filters = [
      { feedback: 'down' },
      { feedback: 'up' },
      { verdict: 'wrong' },
      { verdict: 'right' },
      { review: 'disagreed' },
      { review: 'twice' },
      { review: 'any' },
    ] as const;
    for (const filter of filters) expect(await having(filter)).toEqual(['held', 'old']);
    const purgeGiven = (days: number) => {
      now = at(days);
      const short = { ...policy, talks: 'forever', feedback: 10, reviews: 10 } as const;
      return purge({ database, audit, policy: short, clock, by: 'system' });
    };
    const report = await purgeGiven(15);
    for (const kind of ['feedback', 'reviews'])
      expect(report.find(line => line.kind === kind)).toMatchObject({ removed: 1, held: 1 });
    const left = await Promise.all(filters.map(having));
    expect(left.map(talks => talks.includes('old'))).toEqual([false, true, false, true, false, false, true]);
    expect(left.every(talks => talks.includes('held'))).toBe(true);
    expect((await listTalks(db, { unreviewed: true }, { limit: 10 })).talks).toHaveLength(1);
    await purgeGiven(40);
    for (const filter of filters) expect(await having(filter)).toEqual(['held']);
    expect((await listTalks(db, { unreviewed: true }, { limit: 10 })).talks).toHaveLength(2);
    expect(await found()).toEqual(['held', 'new', 'old']);
  });

  test('a talk goes on request, unless it is held', async () => {
    await keep.hold('admin-1', 'HELD', 'a lawsuit');
    await expect(keep.remove('admin-1', 'held', 'by phone')).rejects.toMatchObject({ code: 'Conflict' });
    await expect(keep.remove('admin-1', 'NONE', 'by phone')).rejects.toMatchObject({ code: 'NotFound' });
    await keep.remove('admin-1', 'old', 'by phone');
    expect(await found()).toEqual(['held', 'new']);
    expect(await log.find('old')).toBeNull();
    const entries = await database.db.selectFrom('audit').selectAll().orderBy('seq').execute();
    expect(entries.slice(-3).map(({ action, subject }) => [action, subject])).toEqual([
      ['hold.place', 'held'],
      ['talk.delete', 'held'],
      ['talk.delete', 'old'],
    ]);
    // The wish was noted.
    await keep.lift('admin-1', 'held');
    expect(await log.find('held')).toBeNull();
  });

  test('a deletion that the member asks for during a hold is done when the hold is lifted', async () => {
    await keep.hold('admin-1', 'HELD', 'a lawsuit');
    const held = await log.find('held');
    if (!held) throw new Error('the talk is there');
    await log.commit({
      conversationId: 'held',
      channel: held.channel,
      flags: held.flags,
      expected: held.lastNumber,
      channelMessageId: null,
      message: { type: 'message', text: 'delete my conversation' },
      replies: [{ type: 'message', text: 'Done.' }],
      state: held.state,
      result: PLAIN_RESULT,
      at: now,
      effect: 'delete-conversation',
      mustStay: true,
    });
    expect(await rowsOf('held')).toBeGreaterThan(0);
    expect(await keep.holds()).toMatchObject([{ conversationId: 'held', deletionDue: true }]);
    await keep.lift('admin-1', 'held');
    expect([await rowsOf('held'), await log.find('held')]).toEqual([0, null]);
    await expect(keep.lift('admin-1', 'held')).rejects.toMatchObject({ code: 'NotFound' });
  });

  test('the audit log loses its oldest entries only, and still verifies', async () => {
    const own = await openFresh();
    const long = auditLog(own.db, KEY, () => new Date(AT.getTime() - 2_556 * DAY_MS));
    await long.record({ who: 'reviewer-1', action: 'talk.view', subject: 'old' });
    await long.record({ who: 'reviewer-1', action: 'talk.view', subject: 'held' });
    const lately = auditLog(own.db, KEY, clock);
    const report = await purge({ database: own, audit: lately, policy, clock, by: 'system' });
    expect(report.find(({ kind }) => kind === 'audit')).toMatchObject({ removed: 2 });
    expect(await verifyAudit(own.db, [KEY], [])).toMatchObject({ first: 3, problems: [] });
    await own.db.updateTable('audit_head').set({ purged_to: 3 }).execute();
    await own.db.deleteFrom('audit').where('seq', '=', 3).execute();
    expect((await verifyAudit(own.db, [KEY], [])).problems).toEqual([
      'entries before 4 are missing, and no purge tells of them',
    ]);
  });

  test('at night one of all processes does it, once', async () => {
    const runs: string[] = [];
    const process = (name: string) =>
      nightly({
        db: database.db,
        clock: () => now,
        logger: pino({ level: 'silent' }),
        run: async () => {
          runs.push(name);
          return [];
        },
      });
    const [one, other] = [process('one'), process('other')];
    now = new Date('2026-03-03T09:30:00Z'); // half past one in Los Angeles
    expect(await one.look()).toBeNull();
    now = new Date('2026-03-03T10:30:00Z');
    await Promise.all([one.look(), other.look(), one.look()]);
    expect(runs).toHaveLength(1);
    now = new Date('2026-03-04T10:30:00Z');
    await other.look();
    expect(runs).toHaveLength(2);
  });
});

describe('the retention policy', () => {
  test('refuses an audit log of less than six years, and a kind it does not know', async () => {
    const { mkdtempSync, writeFileSync, rmSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const folder = mkdtempSync(join(tmpdir(), 'policy-'));
    const file = join(folder, 'policy.yaml');
    const write = (change: object) =>
      writeFileSync(file, JSON.stringify({ ...loadRetentionPolicy(), ...change }));
    write({});
    expect(loadRetentionPolicy(file)).toEqual(loadRetentionPolicy());
    write({ audit: 365 });
    expect(() => loadRetentionPolicy(file)).toThrow();
    write({ gossip: 1 });
    expect(() => loadRetentionPolicy(file)).toThrow();
    rmSync(folder, { recursive: true });
  });

  test('purges an empty database without a word', async () => {
    const database = await openMemory();
    const audit = auditLog(database.db, KEY, () => AT);
    const report = await purge({ database, audit, policy, clock: () => AT, by: 'system' });
    expect(report.every(({ removed, held }) => removed === 0 && held === 0)).toBe(true);
  });
});
