import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { runEvery } from '../../../bot/run-every.ts';
import { followUpTalk } from '../../../bot/transcripts/review/follow-ups.ts';
import { listTalks } from '../../../bot/transcripts/review/list-talks.ts';
import type { TalkFilter } from '../../../bot/transcripts/review/talk-filter.ts';
import type { LogDatabase } from '../../../bot/transcripts/schema.ts';
import { changeTerms, indexDue } from '../../../bot/transcripts/talk-index/write-index.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { AT, sayer } from './say.ts';

const found = async (db: LogDatabase, filter: TalkFilter) =>
  (await listTalks(db, filter, { limit: 500 })).talks.map(({ conversationId }) => conversationId);
const due = async (db: LogDatabase) =>
  (await db.selectFrom('talks').select('conversation_id').where('due', 'is not', null).execute()).length;
const terms = async (db: LogDatabase) =>
  (await db.selectFrom('talk_terms').select('term').execute()).map(({ term }) => term);

eachDatabase('words that go into the index later', openFresh => {
  it('are noted by a turn and found by a search right after it', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    await say({ talk: 'one', text: 'zebra' });
    await say({ talk: 'one', text: 'giraffe' });
    expect(await terms(database.db)).toEqual([]);
    expect(await found(database.db, { text: 'zebra giraffe' })).toEqual(['one']);
    expect(await due(database.db)).toBe(0);
    const once = await terms(database.db);
    await say({ talk: 'one', text: 'zebra' });
    await indexDue(database.db);
    expect(await terms(database.db)).toEqual(once);
  });

  it('get there without a search, of more talks than go together', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    for (let talk = 0; talk < 120; talk++) await say({ talk: `talk-${talk}`, text: 'zebra' });
    const failed = vi.fn();
    const indexing = runEvery(10, () => indexDue(database.db), failed);
    await vi.waitFor(async () => expect(await due(database.db)).toBe(0), { timeout: 10_000 });
    await indexing.end();
    expect(failed).not.toHaveBeenCalled();
    expect(await found(database.db, { text: 'zebra' })).toHaveLength(120);
  });

  it('get there a few talks at a time, and turns are taken in between', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    for (let talk = 0; talk < 60; talk++) await say({ talk: `talk-${talk}`, text: 'zebra' });
    let rounds = 0;
    const counted = setInterval(() => rounds++, 1);
    await indexDue(database.db);
    clearInterval(counted);
    expect(rounds).toBeGreaterThanOrEqual(5);
    expect(await due(database.db)).toBe(0);
  });

  it('do not bring back what was taken away before they got there', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    await say({ talk: 'one', text: 'I can not breathe', result: { flags: ['emergency'] } });
    await followUpTalk(database.db, 'one', { by: 'reviewer-1', at: AT });
    expect(await found(database.db, { having: { urgent: 'open' } })).toEqual([]);
    expect(await found(database.db, { having: { flag: 'emergency' } })).toEqual(['one']);
  });

  it('go with their talk', async () => {
    const database = await openFresh();
    const { say, log } = sayer(database);
    await say({ talk: 'one', text: 'zebra' });
    await log.remove('one');
    await indexDue(database.db);
    expect(await terms(database.db)).toEqual([]);
  });

  it('are left to whoever has the talk in hand, and a search waits for that', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    await say({ talk: 'one', text: 'zebra' });
    let hold = () => {};
    const held = new Promise<void>(resolve => {
      hold = resolve;
    });
    const other = database.db.transaction().execute(async transaction => {
      await changeTerms(transaction, 'one', { add: ['=tag:held'] });
      hold();
      await wait(30);
    });
    await held;
    expect(await found(database.db, { text: 'zebra' })).toEqual(['one']);
    await other;
  });
});
