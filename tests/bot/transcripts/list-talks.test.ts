import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { listTalks } from '../../../bot/transcripts/review/list-talks.ts';
import { saveReview } from '../../../bot/transcripts/review/reviews.ts';
import { addTag, removeTag } from '../../../bot/transcripts/review/tags.ts';
import type { TalkFilter } from '../../../bot/transcripts/review/talk-filter.ts';
import type { LogDatabase } from '../../../bot/transcripts/schema.ts';
import { indexExisting } from '../../../bot/transcripts/talk-index/index-existing.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { AT, sayer, UNANSWERED } from './say.ts';

/** What a member wrote, and searches that must find it. */
const WRITTEN = {
  en: ['How do I renew my Medi-Cal?', ['renew', 'RENEW medi', 'medi-cal', 'ren']],
  es: [
    '¿Cómo pido una tarjeta de identificación nueva?',
    ['tarjeta', 'identificacion', 'identificación', 'como'],
  ],
  'zh-Hant': ['我的會員卡丟了', ['會員', '会员卡', '丟', '我的']],
  ko: ['회원카드를 잃어버렸어요', ['카드', '회원카드', '잃어버렸']],
  hy: ['Ինչպե՞ս փոխել բժշկիս', ['բժշկ', 'ինչպես', 'փոխել']],
  ru: ['Я потерял карточку', ['карточка'.slice(0, 6), 'потерял', 'карт']],
  tl: ['Nawala ang card ko', ['nawala', 'card ko']],
  vi: ['Tôi bị mất thẻ bảo hiểm', ['bao hiem', 'bảo hiểm', 'the bao', 'mất']],
  fa: ['کارت بیمه‌ام را گم کردم', ['کارت', 'گم', 'بیمه']],
  km: ['ខ្ញុំបាត់កាតសមាជិក', ['កាត', 'បាត់', 'សមាជិក']],
  ar: ['أريد تغيير الطبيب', ['طبيب', 'الطبيب', 'اريد']],
} as const;

const found = async (db: LogDatabase, filter: TalkFilter) =>
  (await listTalks(db, filter, { limit: 50 })).talks.map(({ conversationId }) => conversationId);

eachDatabase('the list of talks', openFresh => {
  it('finds what members wrote in each of the eleven languages', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    for (const [language, [text]] of Object.entries(WRITTEN))
      await say({ talk: language, text, result: { language } });
    for (const [language, [, searches]] of Object.entries(WRITTEN)) {
      for (const search of searches)
        expect(await found(database.db, { text: search }), search).toContain(language);
    }
    expect(await found(database.db, { text: 'renewals' })).toEqual([]);
    expect(await found(database.db, { text: '會卡' })).toEqual([]);
    expect(await found(database.db, { text: '?!' })).toEqual([]);
  });

  it('wants every word of a search, in any of the talk’s messages, and shows the best one', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    await say({ talk: 'one', text: 'hello' });
    await say({ talk: 'one', text: 'my dentist card is lost' });
    await say({ talk: 'two', text: 'where is a dentist' });
    const { talks } = await listTalks(database.db, { text: 'dentist lost' }, { limit: 10 });
    expect(talks.map(({ conversationId, shown }) => [conversationId, shown])).toEqual([
      ['one', 'my dentist card is lost'],
    ]);
    expect(await found(database.db, { text: 'dentist' })).toEqual(['two', 'one']);
  });

  it('takes any text that members write, odd characters too', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    const odd = [
      'a\0b zero',
      '\ud83d lone half',
      '𞤀𞤁𞤂𞤃 four letters of two units',
      '',
      '?',
      'x'.repeat(5_000),
    ];
    for (const [place, text] of odd.entries()) await say({ talk: `odd-${place}`, text });
    expect(await found(database.db, { text: 'lone half' })).toEqual(['odd-1']);
    expect(await found(database.db, { text: '𞤀𞤁𞤂' })).toEqual(['odd-2']);
    await database.db.deleteFrom('conversations').execute();
    expect(await database.db.selectFrom('talk_terms').selectAll().execute()).toEqual([]);
  });

  it('narrows by every filter, and by several at once', async () => {
    const database = await openFresh();
    const { db } = database;
    const { say, log } = sayer(database);
    await say({ talk: 'plain', text: 'card' });
    await say({
      talk: 'sms',
      text: 'tarjeta',
      channel: 'sms',
      plan: 'lacc',
      result: { language: 'es', confidence: 0.6 },
    });
    await say({ talk: 'lost', text: 'glasses for my horse', result: UNANSWERED });
    await say({
      talk: 'alarm',
      text: 'chest pain',
      result: { outcome: 'emergency', topic: null, flags: ['emergency'] },
    });
    await log.recordFeedback({ conversationId: 'plain', number: 2, helpful: false, reason: null, at: AT });
    const cases: [TalkFilter, string[]][] = [
      [{}, ['alarm', 'lost', 'sms', 'plain']],
      [{ having: { channel: 'sms' } }, ['sms']],
      [{ having: { language: 'es' } }, ['sms']],
      [{ having: { plan: 'lacc' } }, ['sms']],
      [{ having: { topic: 'member.id-card' } }, ['sms', 'plain']],
      [{ having: { topic: 'member.id-card', channel: 'directline' } }, ['plain']],
      [{ having: { outcome: 'handoff' } }, ['lost']],
      [{ having: { gap: 'unanswered' } }, ['lost']],
      [{ having: { confidence: 'unsure' } }, ['sms']],
      [{ having: { feedback: 'down' } }, ['plain']],
      [{ having: { flag: 'emergency' } }, ['alarm']],
      [{ having: { urgent: 'open' }, text: 'chest' }, ['alarm']],
      [{ having: { flag: 'emergency' }, text: 'horse' }, []],
      [{ reference: 'LOST' }, ['lost']],
      [{ reference: 'LOST', having: { channel: 'sms' } }, []],
    ];
    for (const [filter, talks] of cases)
      expect(await found(db, filter), JSON.stringify(filter)).toEqual(talks);
  });

  it('narrows by the time a talk began', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    const day = (number: number) => new Date(Date.UTC(2026, 2, number, 12));
    for (const number of [1, 2, 3, 4]) await say({ talk: `day-${number}`, text: 'card', at: day(number) });
    expect(await found(database.db, { from: day(2), to: day(4) })).toEqual(['day-3', 'day-2']);
    expect(await found(database.db, { from: day(3), text: 'card' })).toEqual(['day-4', 'day-3']);
    expect(await found(database.db, { from: day(5) })).toEqual([]);
    expect(await found(database.db, { to: day(1) })).toEqual([]);
  });

  it('follows reviews and tags', async () => {
    const database = await openFresh();
    const { db } = database;
    const { say } = sayer(database);
    await say({ talk: 'one', text: 'card' });
    await say({ talk: 'two', text: 'card' });
    const judge = (reviewer: string, verdict: 'right' | 'wrong', number = 1) =>
      saveReview(db, {
        conversationId: 'one',
        number,
        reviewer,
        verdict,
        rightTopic: null,
        note: null,
        at: AT,
      });
    expect(await judge('reviewer-1', 'wrong', 9)).toBe(false);
    expect(await found(db, { unreviewed: true })).toEqual(['two', 'one']);
    expect(await judge('reviewer-1', 'wrong')).toBe(true);
    expect(await found(db, { unreviewed: true })).toEqual(['two']);
    expect(await found(db, { unreviewed: true, text: 'card' })).toEqual(['two']);
    await judge('reviewer-2', 'right');
    expect(await found(db, { having: { review: 'disagreed' } })).toEqual(['one']);
    await judge('reviewer-1', 'right');
    expect(await found(db, { having: { review: 'disagreed' } })).toEqual([]);
    expect(await found(db, { having: { verdict: 'wrong' } })).toEqual([]);
    expect(await found(db, { having: { review: 'twice', verdict: 'right' } })).toEqual(['one']);
    await addTag(db, 'one', { tag: 'school form', by: 'reviewer-1', at: AT });
    expect(await found(db, { having: { tag: 'school form' } })).toEqual(['one']);
    await removeTag(db, 'one', 'school form');
    expect(await found(db, { having: { tag: 'school form' } })).toEqual([]);
  });

  it('gives page after page without a gap or a repeat, in lists and in searches', async () => {
    const database = await openFresh();
    const { say } = sayer(database);
    for (let talk = 1; talk <= 7; talk += 1)
      await say({ talk: `talk-${talk}`, text: talk % 2 ? 'card' : 'cards and carts' });
    for (const filter of [{}, { text: 'card' }, { having: { language: 'en' } }]) {
      const seen: string[] = [];
      let before: number | undefined;
      for (let pages = 0; pages < 10; pages += 1) {
        const page = await listTalks(database.db, filter, { before, limit: 2 });
        seen.push(...page.talks.map(({ conversationId }) => conversationId));
        if (page.next === null) break;
        before = page.next;
      }
      expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map(talk => `talk-${talk}`));
    }
  });

  it('forgets the words of a deleted talk, whichever way it is deleted', async () => {
    const database = await openFresh();
    const { db } = database;
    const { say, log } = sayer(database);
    for (const talk of ['removed', 'emptied', 'purged']) await say({ talk, text: 'zebra stripes' });
    await log.remove('removed');
    const { lastNumber, state } = (await log.find('emptied')) ?? { lastNumber: 0, state: undefined };
    if (!state) throw new Error('the talk is not in the log');
    await log.commit({
      conversationId: 'emptied',
      channel: 'directline',
      flags: [],
      expected: lastNumber,
      channelMessageId: null,
      message: { type: 'message', text: 'delete zebra' },
      replies: [],
      state,
      result: { ...UNANSWERED, language: 'en', flags: [], knowledgeVersion: null, milliseconds: 1 },
      at: AT,
      effect: 'delete-conversation',
    });
    await db.deleteFrom('conversations').where('id', '=', 'purged').execute();
    expect(await found(db, { text: 'zebra' })).toEqual([]);
    expect(await db.selectFrom('talk_terms').selectAll().execute()).toEqual([]);
    await say({ talk: 'emptied', text: 'and again zebra' });
    expect(await found(db, { text: 'zebra' })).toEqual(['emptied']);
  });

  it('finds talks that were written before there was an index', async () => {
    const database = await openFresh();
    const { db } = database;
    const { say, log } = sayer(database);
    await say({ talk: 'old', text: 'giraffe', result: UNANSWERED });
    await log.recordFeedback({ conversationId: 'old', number: 2, helpful: true, reason: null, at: AT });
    await db.deleteFrom('talks').execute();
    await sql`update turns set unanswered = 0`.execute(db);
    expect(await found(db, { text: 'giraffe' })).toEqual([]);
    await indexExisting(db);
    expect(await found(db, { text: 'giraffe', having: { gap: 'unanswered', feedback: 'up' } })).toEqual([
      'old',
    ]);
  });
});
