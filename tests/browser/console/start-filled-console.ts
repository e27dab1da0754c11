import { loadMeans } from '../../../bot/load-means.ts';
import { staffPages } from '../../../bot/staff/staff-pages.ts';
import { saveReview } from '../../../bot/transcripts/review/reviews.ts';
import type { Verdict } from '../../../bot/transcripts/review/verdicts.ts';
import { openMemory, type RunningConsole, startConsole } from '../../bot/staff/staff-for-tests.ts';
import { sayer, UNANSWERED } from '../../bot/transcripts/say.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Questions without an answer, as members ask them, by language. */
const LACKING = {
  en: ['do you cover horse riding therapy', 'is horse riding covered', 'can I bring my dog to the clinic'],
  es: ['¿cubren terapia con caballos?', 'terapia con caballos, ¿está cubierta?'],
  'zh-Hant': ['你們包馬術治療嗎', '馬術治療包括嗎'],
  km: ['តើអ្នកធានារ៉ាប់រងការព្យាបាលដោយសេះទេ'],
  ar: ['هل تغطون العلاج بركوب الخيل', 'العلاج بركوب الخيل'],
  fa: ['آیا اسب درمانی را پوشش می‌دهید'],
  hy: ['Ծածկու՞մ եք ձիավարության թերապիան'],
} as const;
const ANSWERED = {
  en: ['I lost my card', 'How do I get a new ID card?'],
  es: ['perdí mi tarjeta'],
  'zh-Hant': ['我的會員卡丟了'],
  ko: ['회원카드를 잃어버렸어요'],
  fa: ['کارت بیمه‌ام را گم کردم'],
  km: ['ខ្ញុំបាត់កាតសមាជិក'],
} as const;

/** The console over some weeks of made-up talks, with flags, thumbs, judgements, tags: a bit of everything. */
export async function startFilledConsole(): Promise<RunningConsole> {
  const database = await openMemory();
  const means = loadMeans(error => {
    throw error;
  });
  const { say, log } = sayer(database);
  const now = Date.now();
  const verdicts: readonly Verdict[] = ['right', 'right', 'right', 'wrong', 'should-have-answered'];
  for (let week = 7; week >= 0; week -= 1) {
    for (const [language, texts] of Object.entries(ANSWERED)) {
      for (const [place, text] of texts.entries()) {
        for (let again = 0; again < (language === 'en' ? 6 : 3); again += 1) {
          const talk = `a-${week}-${language}-${place}-${again}`;
          const at = new Date(now - week * 7 * DAY_MS - again * 60 * MINUTE_MS - 2 * DAY_MS);
          await say({
            talk,
            text,
            at,
            reply: 'You can ask for a new ID card at any time. It is free. Call Member Services.',
            channel: again % 2 ? 'sms' : 'directline',
            plan: again % 3 ? 'medi-cal' : null,
            result: { language, confidence: again === 2 ? 0.55 : 0.93 },
          });
          if (again < 2)
            await log.recordFeedback({
              conversationId: talk,
              number: 2,
              helpful: (again + week) % 3 !== 0,
              reason: null,
              at,
            });
          for (const reviewer of ['reviewer-1', 'reviewer-2'])
            if (week < 3 && again === 0)
              await saveReview(database.db, {
                conversationId: talk,
                number: 1,
                reviewer,
                verdict:
                  verdicts[(week + place + (reviewer === 'reviewer-2' && week === 1 ? 3 : 0)) % 5] ?? 'right',
                rightTopic: null,
                note: null,
                at,
              });
        }
      }
    }
    for (const [language, texts] of Object.entries(LACKING))
      for (const [place, text] of texts.entries())
        await say({
          talk: `g-${week}-${language}-${place}`,
          text,
          at: new Date(now - week * 7 * DAY_MS - 3 * DAY_MS),
          reply: 'I am not sure about that. Please call Member Services.',
          result: { ...UNANSWERED, language },
        });
  }
  const lately = (minutes: number) => new Date(now - minutes * MINUTE_MS);
  await say({
    talk: 'pain',
    text: 'me duele mucho el pecho y no puedo respirar',
    at: lately(12),
    channel: 'sms',
    result: {
      outcome: 'emergency',
      topic: null,
      confidence: null,
      candidates: [],
      language: 'es',
      flags: ['emergency'],
    },
  });
  await say({
    talk: 'angry',
    text: 'من از دکترم خیلی ناراضی هستم، می‌خواهم شکایت کنم',
    at: lately(95),
    result: { topic: 'grievance.how', language: 'fa', flags: ['grievance'] },
  });
  await say({ talk: 'now', text: 'How do I get a new ID card?', at: lately(4) });
  await say({ talk: 'now', text: 'does it cost anything', at: lately(3), result: UNANSWERED });
  return startConsole({ database, pages: staffPages, parts: { means: () => means } });
}
