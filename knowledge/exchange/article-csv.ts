import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { type ArticleRow, articleRowSchema, ExchangeError } from './article-row.ts';
import { articleText } from './article-text.ts';
import { readTable } from './read-table.ts';

const COLUMNS = [
  'topic',
  'language',
  'title',
  'label',
  'questions',
  'keywords',
  'body',
  'sms',
  'facts',
  'translation',
] as const;

const lineSchema = z.record(z.enum(COLUMNS), z.string());

/** Rows as CSV (RFC 4180, UTF-8 with the mark that spreadsheets look for): questions one a line in their cell, facts as JSON. */
export function toCsv(rows: readonly ArticleRow[]): string {
  const lines = rows.map(row => ({
    ...row,
    questions: row.questions.join('\n'),
    keywords: row.keywords.join('\n'),
    facts: row.facts ? JSON.stringify(row.facts) : '',
    translation: row.translation ? JSON.stringify(row.translation) : '',
  }));
  return stringify(lines, { header: true, columns: [...COLUMNS], bom: true, escape_formulas: false });
}

/** @throws ExchangeError naming the line that can't be read, or holds no article */
export function fromCsv(text: string): readonly ArticleRow[] {
  return readTable(text).map(({ line, cells }) => {
    const read = lineSchema.safeParse(cells);
    if (!read.success) throw new ExchangeError(`line ${line}: ${z.prettifyError(read.error)}`);
    const { questions, keywords, facts, translation, ...words } = read.data;
    try {
      const row = articleRowSchema.parse({
        ...words,
        questions: linesOf(questions),
        keywords: linesOf(keywords),
        facts: facts === '' ? null : JSON.parse(facts),
        translation: translation === '' ? null : JSON.parse(translation),
      });
      articleText(row);
      return row;
    } catch (cause) {
      const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message; // ours, or JSON's
      throw new ExchangeError(`line ${line} (${words.topic} ${words.language}): ${problem}`, { cause });
    }
  });
}

function linesOf(cell: string): readonly string[] {
  return cell.split(/\r?\n/).filter(line => line.trim() !== '');
}
