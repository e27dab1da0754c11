import { stringify } from 'csv-stringify/sync';
import { listTalks } from '../../transcripts/review/list-talks.ts';
import { readTalk } from '../../transcripts/review/read-talk.ts';
import type { TalkFilter } from '../../transcripts/review/talk-filter.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import { storedTranscripts } from '../../transcripts/stored-transcripts.ts';
import { COLUMNS, talkRows } from './talk-rows.ts';

/** Forms of an export, and what each file is. */
export const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv', label: 'CSV, one row a message (spreadsheet)' },
  jsonl: { type: 'application/x-ndjson', ending: 'jsonl', label: 'JSONL, one line a talk' },
  transcript: {
    type: 'application/json',
    ending: 'transcript',
    label: 'Bot Framework transcript, one list of activities',
  },
} as const;

export type Format = keyof typeof FORMATS;

const TALKS_A_PAGE = 100;

/** Talks that fit a filter, as pieces of a file; they are read while it is sent, so that any number fits in memory. */
export async function* exportTalks(
  db: LogDatabase,
  filter: TalkFilter,
  format: Format,
): AsyncGenerator<{ readonly text: string; readonly talks: number }> {
  // The mark makes spreadsheets read the file as UTF-8.
  if (format === 'csv') yield { text: `\ufeff${stringify([[...COLUMNS]])}`, talks: 0 };
  if (format === 'transcript') yield { text: '[', talks: 0 };
  let separator = '';
  let before: number | undefined;
  for (;;) {
    const page = await listTalks(db, filter, { before, limit: TALKS_A_PAGE });
    for (const { conversationId } of page.talks) {
      const text = await talkAs(db, conversationId, format);
      if (text === '') continue;
      yield { text: format === 'transcript' ? `${separator}${text}` : text, talks: 1 };
      separator = ',\n';
    }
    if (page.next === null) break;
    before = page.next;
  }
  if (format === 'transcript') yield { text: ']\n', talks: 0 };
}

/** One talk in a form; empty where there is none. A transcript is without its brackets. */
export async function talkAs(db: LogDatabase, id: string, format: Format): Promise<string> {
  if (format === 'transcript') return activitiesOf(db, id);
  const talk = await readTalk(db, id);
  if (!talk) return '';
  if (format === 'jsonl') return `${JSON.stringify(talk)}\n`;
  return stringify(talkRows(talk).map(row => [...row]));
}

async function activitiesOf(db: LogDatabase, id: string): Promise<string> {
  const talk = await db.selectFrom('conversations').select('channel').where('id', '=', id).executeTakeFirst();
  if (!talk) return '';
  const { getTranscriptActivities } = storedTranscripts(db);
  const texts: string[] = [];
  for (let mark: string | undefined; ; ) {
    const page = await getTranscriptActivities(talk.channel, id, mark);
    texts.push(...page.items.map(activity => JSON.stringify(activity)));
    mark = page.continuationToken;
    if (!mark) return texts.join(',\n');
  }
}
