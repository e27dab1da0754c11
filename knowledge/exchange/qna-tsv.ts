import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { type ArticleRow, ExchangeError } from './article-row.ts';

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
 * @throws ExchangeError where columns are missing or an answer has no address
 */
export function fromQnaTsv(text: string, source?: string): readonly ArticleRow[] {
  // Quotes inside of cells are common in exports by hand.
  const lines: Record<string, string>[] = parse(text, {
    columns: true,
    delimiter: '\t',
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const missing = ['Question', 'Answer'].filter(name => !(name in (lines[0] ?? {})));
  if (missing.length > 0)
    throw new ExchangeError(`no column ${missing.join(' and ')}: is this a QnA Maker table?`);
  const groups = new Map<string, Record<string, string>[]>();
  for (const line of lines) {
    const key = line['QnaId'] || line['Answer'] || '';
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map(group => rowOf(group, source));
}

/**
 * Rows of such a table for articles that there are: question and answer come from the table, all that it has no column
 * for (lines, links, source, who translated it, the text message of an answer that did not change) stays as it was.
 */
export function intoKnown(rows: readonly ArticleRow[], known: readonly ArticleRow[]): readonly ArticleRow[] {
  const byName = new Map(known.map(row => [`${row.topic} ${row.language}`, row]));
  return rows.map(row => {
    const before = byName.get(`${row.topic} ${row.language}`);
    if (!before) return row;
    const { questions, body } = row;
    return { ...before, questions, body, sms: body === before.body ? before.sms : row.sms };
  });
}

function rowOf(lines: readonly Record<string, string>[], source: string | undefined): ArticleRow {
  const [first = {}] = lines;
  const questions = [...new Set(lines.map(line => (line['Question'] ?? '').trim()).filter(Boolean))];
  const [title = '', ...others] = questions;
  const data = new Map(
    (first['Metadata'] ?? '').split('|').map(pair => {
      const [name = '', value = ''] = pair.split(/:(.*)/s);
      return [name.trim(), value.trim()] as const;
    }),
  );
  const url = /^https?:\/\//.test(first['Source'] ?? '') ? first['Source'] : source;
  if (!url) throw new ExchangeError(`'${title}' has no source address: give one for all`);
  const body = plain(first['Answer'] ?? '');
  return {
    topic: data.get('topic') ?? `imported.${slug(title)}`,
    language: languageOf(data.get('language')),
    title: title.slice(0, LONGEST_TITLE),
    label: title.slice(0, LONGEST_LABEL),
    questions: data.has('topic') ? others : questions,
    keywords: [slug(title).replaceAll('-', ' ')],
    body,
    sms: shorten(body),
    facts: {
      lines: ['plan'],
      links: [],
      source: { url, section: null, asOf: null, basis: 'site' },
      related: [],
      expires: null,
    },
    translation: null,
  };
}

/** Answers are Markdown there; ours are plain. */
function plain(markdown: string): string {
  return markdown
    .replace(/\\n/g, '\n')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
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
