import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { readDashboard } from '../../../bot/transcripts/review/dashboard.ts';
import { gapQuestions } from '../../../bot/transcripts/review/gap-questions.ts';
import { listTalks, runningTalks } from '../../../bot/transcripts/review/list-talks.ts';
import { dayAfter, planDay } from '../../../bot/transcripts/review/plan-day.ts';
import { readTalk } from '../../../bot/transcripts/review/read-talk.ts';
import { loadReviewRules } from '../../../bot/transcripts/review/review-rules.ts';
import { nextTask, waitingTasks } from '../../../bot/transcripts/review/review-tasks.ts';
import { judgedTwice } from '../../../bot/transcripts/review/reviews.ts';
import type { TalkFilter } from '../../../bot/transcripts/review/talk-filter.ts';

const TALKS_A_PAGE = 50;
const DAY_MS = 86_400_000;

/** What staff ask of the console, by name; each gives the number of things it found. */
export function consoleQuestions(
  { db }: OpenDatabase,
  { talks, now }: { readonly talks: number; readonly now: Date },
): Readonly<Record<string, () => Promise<number>>> {
  const list = (filter: TalkFilter, before?: number) => async () =>
    (await listTalks(db, filter, { before, limit: TALKS_A_PAGE })).talks.length;
  const days = (back: number) => new Date(now.getTime() - back * DAY_MS);
  const today = planDay(now);
  const rules = loadReviewRules();
  return {
    'list: newest': list({}),
    'list: a page from the middle': list({}, Math.floor(talks / 2)),
    'list: one language': list({ having: { language: 'km' } }),
    'list: language, channel, outcome': list({
      having: { language: 'hy', channel: 'sms', outcome: 'handoff' },
    }),
    'list: a flag, not judged': list({ having: { flag: 'grievance' }, unreviewed: true }),
    'list: one topic in one month': list({ having: { topic: 'care.dental' }, from: days(60), to: days(30) }),
    'list: two things that never meet': list({ having: { language: 'km', flag: 'child' } }),
    'list: a reference code': list({ reference: (7).toString(36).toUpperCase().padStart(7, '0') }),
    'search: a common word (card)': list({ text: 'card' }),
    'search: a beginning (renew)': list({ text: 'renew' }),
    'search: three words (lost my card)': list({ text: 'lost my card' }),
    'search: Chinese, two letters': list({ text: '會員' }),
    'search: Khmer': list({ text: 'កាត' }),
    'search: Arabic': list({ text: 'طبيب' }),
    'search: Korean': list({ text: '카드' }),
    'search: word and filters': list({ text: 'doctor', having: { channel: 'sms', plan: 'lacc' } }),
    'search: nothing to find': list({ text: 'zzyzx' }),
    'search: two words that never meet': list({ text: 'card tarjeta' }),
    'one talk': async () => (await readTalk(db, `made-up-${Math.floor(talks / 2)}`))?.messages.length ?? 0,
    'running talks': async () => (await runningTalks(db, new Date(now.getTime() - 900_000), 50)).length,
    'queue: next': async () =>
      (await nextTask(db, rules, { reviewer: 'reviewer-1', now, after: null })) ? 1 : 0,
    'queue: how many wait': async () =>
      (await waitingTasks(db, rules, 'reviewer-1', now)).reduce((sum, { turns }) => sum + turns, 0),
    'agreement: 90 days': async () => (await judgedTwice(db, days(90))).length,
    'list: not judged': list({ unreviewed: true }),
    'list: what needs somebody now': list({ having: { urgent: 'open' } }),
    'gaps: 30 days, all languages': async () =>
      (await gapQuestions(db, { since: days(30), language: null })).length,
    'gaps: 30 days, Armenian': async () =>
      (await gapQuestions(db, { since: days(30), language: 'hy' })).length,
    'dashboard: 90 days': async () =>
      (await readDashboard(db, { from: dayAfter(today, -89), to: today, now })).total.turns,
    'dashboard: a year': async () =>
      (await readDashboard(db, { from: dayAfter(today, -364), to: today, now })).total.turns,
  };
}
