import { sql } from 'kysely';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { countAllJudged } from '../../../bot/transcripts/review/judged-days.ts';
import { rollUpDays } from '../../../bot/transcripts/review/roll-up-days.ts';
import { type Timings, timeQuestions } from '../measure/timings.ts';
import { fillLog } from './made-up-log.ts';
import { measureTurns } from './measure-turns.ts';
import { consoleQuestions } from './questions-to-console.ts';

const DAYS = 365;
const PASSES = 7;

/** What was measured on one database. */
export interface ConsoleMeasures {
  readonly talks: number;
  readonly activities: number;
  readonly terms: number;
  readonly fillMs: number;
  /** Counting all days of the log once. */
  readonly rollUpMs: number;
  readonly questions: readonly { readonly name: string; readonly found: number; readonly times: Timings }[];
  readonly commit: Timings;
  readonly index: Timings;
}

/** Fills a log and times what staff ask of it. @param tell progress, in activities */
export async function measureConsole(
  database: OpenDatabase,
  activities: number,
  tell: (done: number) => void,
): Promise<ConsoleMeasures> {
  const { db, kind } = database;
  const now = new Date();
  const started = performance.now();
  await fillLog(db, { activities, days: DAYS, now }, tell);
  const fillMs = performance.now() - started;
  // Autovacuum would do so by itself in a while.
  if (kind === 'postgres') await sql`analyze`.execute(db);
  await countAllJudged(db);
  const rolling = performance.now();
  await rollUpDays(db, now);
  const rollUpMs = performance.now() - rolling;
  const count = async (table: 'talks' | 'activities' | 'talk_terms') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(row => row.fn.countAll<number>().as('rows'))
          .executeTakeFirstOrThrow()
      ).rows,
    );
  const talks = await count('talks');
  const questions = [];
  for (const [name, ask] of Object.entries(consoleQuestions(database, { talks, now }))) {
    const found = await ask();
    questions.push({ name, found, times: await timeQuestions([ask], run => run(), { passes: PASSES }) });
  }
  return {
    talks,
    activities: await count('activities'),
    terms: await count('talk_terms'),
    fillMs,
    rollUpMs,
    questions,
    ...(await measureTurns(database)),
  };
}
