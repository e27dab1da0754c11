import { beforeAll, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { readDashboard } from '../../../bot/transcripts/review/dashboard.ts';
import { countAllJudged } from '../../../bot/transcripts/review/judged-days.ts';
import { saveReview } from '../../../bot/transcripts/review/reviews.ts';
import { rollUpDays } from '../../../bot/transcripts/review/roll-up-days.ts';
import type { Verdict } from '../../../bot/transcripts/review/verdicts.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { sayer, UNANSWERED } from './say.ts';

const day = (date: string, hour = 12) => new Date(Date.parse(`${date}T00:00:00-08:00`) + hour * 3_600_000);
const NOW = day('2026-02-12');

eachDatabase('the dashboard', openFresh => {
  let database: OpenDatabase;

  beforeAll(async () => {
    database = await openFresh();
    const { say, log } = sayer(database);
    await say({ talk: 'a', text: 'card', at: day('2026-01-05', 0), plan: 'medi-cal' });
    await say({ talk: 'a', text: 'teeth', at: day('2026-01-05', 23), plan: 'medi-cal', result: UNANSWERED });
    await say({
      talk: 'b',
      text: 'tarjeta',
      at: day('2026-01-05'),
      channel: 'sms',
      result: { language: 'es' },
    });
    await say({ talk: 'c', text: 'card', at: day('2026-02-10'), result: { milliseconds: 40 } });
    await say({
      talk: 'd',
      text: 'dolor',
      at: NOW,
      result: { outcome: 'crisis', topic: null, language: 'es' },
    });
    for (const [talk, helpful] of [
      ['a', true],
      ['c', false],
    ] as const)
      await log.recordFeedback({
        conversationId: talk,
        number: 2,
        helpful,
        reason: null,
        at: day('2026-02-11'),
      });
  });

  const judge = (conversationId: string, reviewer: string, verdict: Verdict, at: Date) =>
    saveReview(database.db, {
      conversationId,
      number: 1,
      reviewer,
      verdict,
      rightTopic: null,
      note: null,
      at,
    });
  const read = (from = '2026-01-01', to = '2026-02-12') => readDashboard(database.db, { from, to, now: NOW });
  const judged = async () => {
    const { total, by, weeks } = await read();
    return [
      [total.reviewed, total.wrong],
      by.plan.map(({ value, reviewed, wrong }) => [value, reviewed, wrong]).sort(),
      weeks.map(({ value, reviewed, wrong }) => [value, reviewed, wrong]),
    ];
  };

  it('counts days that are over and the one that is not, by everything, without the empty days between', async () => {
    expect(await rollUpDays(database.db, NOW)).toBe(3);
    expect(await rollUpDays(database.db, NOW)).toBe(0);
    const { total, by, weeks, latency } = await read();
    expect(total).toMatchObject({
      talks: 4,
      turns: 5,
      answered: 3,
      handoff: 1,
      unanswered: 1,
      alarms: 1,
      thumbsUp: 1,
      thumbsDown: 1,
    });
    expect(by.language.map(({ value, turns }) => [value, turns])).toEqual([
      ['en', 3],
      ['es', 2],
    ]);
    expect(by.channel.map(({ value, talks, turns }) => [value, talks, turns])).toEqual([
      ['directline', 3, 4],
      ['sms', 1, 1],
    ]);
    expect(by.topic.map(({ value, turns, thumbsUp }) => [value, turns, thumbsUp])).toEqual([
      ['member.id-card', 3, 1],
      ['', 2, 0],
    ]);
    expect(weeks.map(({ value, turns }) => [value, turns])).toEqual([
      ['2026-01-05', 3],
      ['2026-02-09', 2],
    ]);
    expect(latency.map(({ channel, turns }) => [channel, turns])).toEqual([
      ['directline', 4],
      ['sms', 1],
    ]);
    expect((await read('2026-02-01', '2026-02-09')).total).toMatchObject({ talks: 0, turns: 0 });
  });

  it('counts a turn as judged once, and as wrong where its last judgement says so, on the day of the turn', async () => {
    await judge('a', 'reviewer-1', 'wrong', day('2026-02-11', 1));
    await judge('c', 'reviewer-1', 'right', day('2026-02-11', 2));
    const first = await judged();
    expect(first).toEqual([
      [2, 1],
      [
        ['', 1, 0],
        ['medi-cal', 1, 1],
      ],
      [
        ['2026-01-05', 1, 1],
        ['2026-02-09', 1, 0],
      ],
    ]);
    await judge('a', 'reviewer-2', 'unsafe', day('2026-02-11', 3));
    expect(await judged()).toEqual(first);
    await judge('a', 'reviewer-1', 'right', day('2026-02-11', 4));
    expect((await judged())[0]).toEqual([2, 0]);
    await judge('c', 'reviewer-2', 'wrong', day('2026-02-11', 5));
    const last = await judged();
    expect(last[0]).toEqual([2, 1]);
    // As a log that had judgements before there were these numbers.
    await database.db.deleteFrom('daily_judged').execute();
    await countAllJudged(database.db);
    expect(await judged()).toEqual(last);
  });
});
