import { stringify } from 'csv-stringify/sync';
import { type ArticleRow, ExchangeError } from './article-row.ts';
import { readTable, type TableRow } from './read-table.ts';

const COLUMNS = [
  'Question',
  'Answer',
  'Source',
  'Metadata',
  'SuggestedQuestions',
  'IsContextOnly',
  'Prompts',
  'QnaId',
];
const LONGEST_TITLE = 60;
const LONGEST_LABEL = 40;
const LONGEST_SMS = 300;

/**
 * The table that QnA Maker and Azure custom question answering import and export: one line a question, lines of one answer
 * share `QnaId`; topic and language stand in the metadata. One language a project there: give rows of one.
 */
export function toQnaTsv(rows: readonly ArticleRow[]): string {
  const lines = rows.flatMap((row, place) =>
    [row.title, ...row.questions].map(question => ({
      Question: question,
      Answer: row.body,
      Source: row.facts?.source.url ?? 'Editorial',
      Metadata: `topic:${row.topic}|language:${row.language.toLowerCase()}`,
      SuggestedQuestions: '[]',
      IsContextOnly: 'False',
      Prompts: '[]',
      QnaId: String(place + 1),
    })),
  );
  return stringify(lines, { header: true, columns: COLUMNS, delimiter: '\t' });
}

/**
 * Reads such a table. Answers without a topic in their metadata get one of their first question, `imported.…`, and are drafts:
 * title and label are cut to length, the text message is the answer's beginning; the checks say what an editor has to mend.
 *
 * @param source address for answers whose source is none
 * @throws ExchangeError naming the line where something is missing or does not fit
 */
export function fromQnaTsv(text: string, source?: string): readonly ArticleRow[] {
  // Quotes inside of cells are common in exports by hand.
  const lines = readTable(text, { delimiter: '\t', relax_quotes: true });
  const missing = ['Question', 'Answer'].filter(name => !(name in (lines[0]?.cells ?? {})));
  if (missing.length > 0)
    throw new ExchangeError(`no column ${missing.join(' and ')}: is this a QnA Maker table?`);
  const groups = new Map<string, TableRow[]>();
  for (const row of lines) {
    const { Question = '', Answer = '', QnaId } = row.cells;
    if (Question.trim() === '' || Answer.trim() === '')
      throw new ExchangeError(`line ${row.line}: no ${Question.trim() === '' ? 'question' : 'answer'}`);
    const key = QnaId || Answer;
    const group = groups.get(key) ?? [];
    if (group[0] && group[0].cells['Answer'] !== Answer)
      throw new ExchangeError(
        `line ${row.line}: another answer than line ${group[0].line}, with the same QnaId ${key}`,
      );
    if (group.push(row) === 1) groups.set(key, group);
  }
  return [...groups.values()].map(group => rowOf(group, source));
}

/**
 * Rows of such a table for articles that there are: question and answer come from the table, all that it has no column
 * for (lines, links, source, who translated it, the text message of an answer that did not change) stays as it was.
 *
 * @param marks marks of the English words, by topic: what is in another language and new becomes a machine's translation
 * @throws ExchangeError where an answer in another language has no English article
 */
export function intoKnown(
  rows: readonly ArticleRow[],
  known: readonly ArticleRow[],
  marks: ReadonlyMap<string, string> = new Map(),
): readonly ArticleRow[] {
  const byName = new Map(known.map(row => [`${row.topic} ${row.language}`, row]));
  return rows.map(row => {
    const before = byName.get(`${row.topic} ${row.language}`);
    if (before) return changedRow(before, row);
    if (row.language === 'en') return row;
    const of = marks.get(row.topic);
    if (!of) throw new ExchangeError(`${row.topic} ${row.language}: there is no English article of it`);
    return { ...row, facts: null, translation: { by: 'machine', of } };
  });
}

function changedRow(before: ArticleRow, { title, questions, body, sms }: ArticleRow): ArticleRow {
  const asked = [title, ...questions].filter(question => question !== before.title.trim());
  const same = new Set(before.questions.map(question => question.trim()));
  const isSame =
    asked.every(question => same.has(question)) &&
    [...same].every(one => asked.includes(one) || one === before.title.trim());
  return {
    ...before,
    questions: isSame ? before.questions : asked,
    ...(plain(before.body) === body ? {} : { body, sms }),
  };
}

function rowOf(rows: readonly TableRow[], source: string | undefined): ArticleRow {
  const lines = rows.map(({ cells }) => cells);
  const [first = {}] = lines;
  const questions = [...new Set(lines.map(line => (line['Question'] ?? '').trim()))];
  const [title = '', ...others] = questions;
  const data = new Map(
    (first['Metadata'] ?? '').split('|').map(pair => {
      const [name = '', value = ''] = pair.split(/:(.*)/s);
      return [name.trim(), value.trim()] as const;
    }),
  );
  const language = languageOf(data.get('language'));
  const url = /^https?:\/\//.test(first['Source'] ?? '') ? first['Source'] : source;
  if (!url && language === 'en')
    throw new ExchangeError(`line ${rows[0]?.line}: '${title}' has no source address: give one for all`);
  const body = plain(first['Answer'] ?? '');
  return {
    topic: data.get('topic') ?? `imported.${slug(title)}`,
    language,
    title: data.has('topic') ? title : title.slice(0, LONGEST_TITLE),
    label: title.slice(0, LONGEST_LABEL),
    questions: data.has('topic') ? others : questions,
    keywords: [slug(title).replaceAll('-', ' ')],
    body,
    sms: shorten(body),
    facts: url
      ? {
          lines: ['plan'],
          links: [],
          source: { url, section: null, asOf: null, basis: 'site' },
          related: [],
          expires: null,
        }
      : null,
    translation: null,
  };
}

/** Answers are Markdown there; ours are plain. */
function plain(markdown: string): string {
  return markdown
    .replace(/\\n/g, '\n')
    .replace(/\[([^[\]]{0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\*\*|__|`/g, '')
    .trim();
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= LONGEST_SMS) return line;
  const sentences = line.slice(0, LONGEST_SMS).match(/^.*[.!?](?=\s)/)?.[0];
  return sentences ?? line.slice(0, LONGEST_SMS).replace(/\s\S*$/, '');
}

/** Metadata is kept in lower case there: `zh-hant`. */
function languageOf(tag = 'en'): string {
  return tag.replace(
    /-([a-z])([a-z]{3})$/,
    (_, first: string, rest: string) => `-${first.toUpperCase()}${rest}`,
  );
}

function slug(words: string): string {
  return (
    words
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 50) ?? 'untitled'
  );
}
