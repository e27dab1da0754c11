import { expect, it } from 'vitest';
import { databaseLog } from '../../../bot/transcripts/database-log.ts';
import { databaseDeliveries } from '../../../bot/transcripts/delivery-log.ts';
import { migrate } from '../../../bot/transcripts/migrate.ts';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { databaseLedger } from '../../../bot/transcripts/opt-out-ledger.ts';
import { databaseInbox } from '../../../bot/transcripts/sms-inbox.ts';
import { databaseOutbox } from '../../../bot/transcripts/sms-outbox.ts';
import { ConversationMovedError, type TurnCommit } from '../../../bot/transcripts/transcript-log.ts';
import { newTalk } from '../../../dialogs/talk-state.ts';
import { eachDatabase } from '../../servers/each-database.ts';

const AT = new Date('2026-03-01T10:00:00Z');

const turn = (expected: number, change: Partial<TurnCommit> = {}): TurnCommit => ({
  conversationId: 'talk-1',
  channel: 'directline',
  flags: [],
  expected,
  channelMessageId: `message-${expected}`,
  message: { type: 'message', text: 'do you sell my info?' },
  replies: [{ type: 'message', text: 'No.' }],
  state: { ...newTalk('ABCDEFG', AT.toISOString()), turns: 1, language: 'en' },
  result: {
    outcome: 'answered',
    topic: 'privacy-selling',
    articleVersion: 'v1',
    language: 'en',
    confidence: 0.9,
    candidates: [{ id: 'privacy-selling', kind: 'topic', probability: 0.9, score: 1 }],
    flags: [],
    knowledgeVersion: 'k1',
    milliseconds: 1.5,
  },
  at: AT,
  effect: null,
  ...change,
});

eachDatabase('the log', openFresh => {
  const openLog = async (database?: OpenDatabase) => {
    const { db, forgetDeleted } = database ?? (await openFresh());
    const log = databaseLog(db, forgetDeleted);
    await log.open({
      id: 'talk-1',
      channel: 'directline',
      reference: 'ABCDEFG',
      state: newTalk('ABCDEFG', AT.toISOString()),
      at: AT,
    });
    return log;
  };

  it('is brought to the newest schema by several processes at once', async () => {
    const { db } = await openFresh();
    await Promise.all([migrate(db), migrate(db), migrate(db)]);
  });

  it('gives back what was written, with numbers and times', async () => {
    const log = await openLog();
    const written = await log.commit(turn(0));
    expect(written.map(({ number, direction, replyTo }) => [number, direction, replyTo])).toEqual([
      [1, 'in', null],
      [2, 'out', 1],
    ]);
    expect(await log.read('talk-1', 0)).toEqual(written);
    expect(await log.find('talk-1')).toMatchObject({
      lastNumber: 2,
      channel: 'directline',
      reference: 'ABCDEFG',
      openedAt: AT,
    });
    expect((await log.findByReference('ABCDEFG'))?.id).toBe('talk-1');
    expect((await log.repliesTo('talk-1', 'message-0'))?.replies[0]?.activity.text).toBe('No.');
  });

  it('begins a talk once, with its first words, and also one that was opened and nothing more', async () => {
    const log = await openLog();
    const beginning = (id: string) =>
      log.begin(
        {
          id,
          channel: 'directline',
          reference: `R-${id}`,
          state: newTalk(`R-${id}`, AT.toISOString()),
          at: AT,
        },
        [
          { type: 'message', text: 'hello' },
          { type: 'message', text: 'ask me' },
        ],
      );
    const talks = Array.from({ length: 5 }, (_, place) => `new-${place}`);
    const twice = await Promise.all([...talks, ...talks].map(beginning));
    expect(twice).toEqual([...talks.map(() => true), ...talks.map(() => false)]);
    expect(await beginning('talk-1')).toBe(true);
    for (const id of [...talks, 'talk-1']) {
      const said = await log.read(id, 0);
      expect(said.map(({ number, activity }) => [number, activity.text])).toEqual([
        [1, 'hello'],
        [2, 'ask me'],
      ]);
      expect((await log.find(id))?.lastNumber).toBe(2);
    }
    await log.commit(turn(2));
    expect(await beginning('talk-1')).toBe(false);
    expect(await log.read('talk-1', 0)).toHaveLength(4);
    expect((await log.find('talk-1'))?.reference).toBe('ABCDEFG');
  });

  it('takes one of two turns that were decided on the same state', async () => {
    const log = await openLog();
    const results = await Promise.allSettled([
      log.commit(turn(0)),
      log.commit(turn(0, { channelMessageId: 'other' })),
    ]);
    const failed = results.filter(({ status }) => status === 'rejected');
    expect(failed).toHaveLength(1);
    expect((failed[0] as PromiseRejectedResult).reason).toBeInstanceOf(ConversationMovedError);
    expect(await log.read('talk-1', 0)).toHaveLength(2);
  });

  it('writes all of a turn or nothing', async () => {
    const log = await openLog();
    await log.commit(turn(0));
    // The same id of the channel again: the row is refused, and with it the state.
    await expect(log.commit(turn(2, { channelMessageId: 'message-0' }))).rejects.toThrow();
    expect((await log.find('talk-1'))?.lastNumber).toBe(2);
    expect(await log.read('talk-1', 0)).toHaveLength(2);
  });

  it('writes turns of many talks that come together, and lets one that is refused harm no other', async () => {
    const log = await openLog();
    const talks = Array.from({ length: 9 }, (_, place) => `many-${place}`);
    for (const id of talks)
      await log.open({ id, channel: 'sms', reference: id, state: newTalk(id, AT.toISOString()), at: AT });
    await log.commit(turn(0));
    const results = await Promise.allSettled([
      ...talks.map(conversationId => log.commit(turn(0, { conversationId }))),
      log.commit(turn(0)),
      log.commit(turn(2, { channelMessageId: 'message-0' })),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      ...talks.map(() => 'fulfilled'),
      'rejected',
      'rejected',
    ]);
    expect(results[talks.length]).toMatchObject({ reason: expect.any(ConversationMovedError) });
    for (const id of talks) {
      expect((await log.read(id, 0)).map(({ activity }) => activity.text)).toEqual([
        turn(0).message.text,
        'No.',
      ]);
      expect(await log.lookUp(id, 'message-0')).toMatchObject({
        seen: true,
        conversation: { id, channel: 'sms', lastNumber: 2 },
      });
    }
    expect(
      await Promise.all([
        log.lookUp('talk-1', 'message-0'),
        log.lookUp('talk-1', 'never'),
        log.lookUp('nowhere', 'message-0'),
      ]),
    ).toMatchObject([{ seen: true }, { seen: false }, null]);
    expect((await log.find('talk-1'))?.lastNumber).toBe(2);
  });

  it('keeps any text, halves of characters too', async () => {
    const log = await openLog();
    const text = `\ud800 \0 ${'👵'.repeat(150)}`;
    await log.commit(turn(0, { message: { type: 'message', text } }));
    expect((await log.read('talk-1', 0))[0]?.activity.text).toBe(text);
  });

  it('joins the flags of a talk and takes feedback', async () => {
    const log = await openLog();
    await log.commit(turn(0, { result: { ...turn(0).result, flags: ['emergency'] } }));
    const { flags } = (await log.find('talk-1')) ?? { flags: [] };
    await log.commit(turn(2, { flags, result: { ...turn(2).result, flags: ['emergency', 'grievance'] } }));
    expect((await log.find('talk-1'))?.flags).toEqual(['emergency', 'grievance']);
    await log.recordFeedback({
      conversationId: 'talk-1',
      number: 2,
      helpful: false,
      reason: 'wrong',
      at: AT,
    });
  });

  it('deletes what was said and leaves the empty conversation', async () => {
    const log = await openLog();
    await log.commit(turn(0));
    await log.commit(turn(2, { effect: 'delete-conversation' }));
    expect(await log.read('talk-1', 0)).toEqual([]);
    expect((await log.find('talk-1'))?.lastNumber).toBe(4);
    await log.remove('talk-1');
    expect(await log.find('talk-1')).toBeNull();
  });

  it('keeps the ledger of wishes, the last one under any hash deciding', async () => {
    const { db } = await openFresh();
    const ledger = databaseLedger(db);
    const wish = { channel: 'sms', words: 'STOP', at: AT };
    await ledger.record({ ...wish, addressHash: 'old-hash', optedOut: true });
    expect(await ledger.isOptedOut(['new-hash', 'old-hash'])).toBe(true);
    await ledger.record({ ...wish, addressHash: 'new-hash', optedOut: false, words: 'START' });
    expect(await ledger.isOptedOut(['new-hash', 'old-hash'])).toBe(false);
    expect(await ledger.history(['new-hash', 'old-hash'])).toHaveLength(2);
  });

  it('hands each text message to one worker only, in order of arrival', async () => {
    const { db } = await openFresh();
    const inbox = databaseInbox(db);
    const enter = (messageId: string, holder: string) =>
      inbox.enter({ conversationId: 'talk-1', messageId, sealed: 's', holder, at: AT });
    const first = await enter('a', 'one');
    const second = await enter('b', 'two');
    expect((await enter('a', 'three')).fresh).toBe(false);
    expect(second.seq).toBeGreaterThan(first.seq);
    expect((await inbox.claim(second.seq, 'two', AT)).kind).toBe('waiting');
    await inbox.finish(first.seq, { byLaterSend: false, outgoing: [], answer: null });
    expect((await inbox.claim(second.seq, 'two', AT)).kind).toBe('mine');
    const later = new Date(AT.getTime() + 3_600_000);
    const claims = await Promise.all(['x', 'y', 'z'].map(holder => inbox.claim(second.seq, holder, later)));
    expect(claims.filter(({ kind }) => kind === 'mine')).toHaveLength(1);
  });

  it('lets each message to be sent be taken once, though many ask at the same time', async () => {
    const database = await openFresh();
    const log = await openLog(database);
    await log.commit(turn(0));
    const inbox = databaseInbox(database.db);
    const outbox = databaseOutbox(database.db);
    const entry = await inbox.enter({
      conversationId: 'talk-1',
      messageId: 'a',
      sealed: 's',
      holder: 'one',
      at: AT,
    });
    const outgoing = {
      id: 'out-1',
      conversationId: 'talk-1',
      number: 2,
      sealed: 's',
      text: 'No.',
      confirmsOptOut: false,
      at: AT,
    };
    await inbox.finish(entry.seq, { byLaterSend: true, outgoing: [outgoing], answer: null });
    const taken = await Promise.all(Array.from({ length: 8 }, () => outbox.takeDue(AT)));
    expect(taken.filter(Boolean).map(due => due?.id)).toEqual(['out-1']);
    await outbox.settle('out-1', 'sent', null);
    const deliveries = databaseDeliveries(database.db);
    await deliveries.report({
      conversationId: 'talk-1',
      number: 2,
      status: 'delivered',
      error: null,
      at: AT,
    });
    await deliveries.report({ conversationId: 'talk-1', number: 2, status: 'sent', error: null, at: AT });
    expect((await deliveries.of('talk-1'))[0]?.status).toBe('delivered');
  });
});
