import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { type ArticleRow, articleRowSchema, ExchangeError } from './article-row.ts';

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

/** @throws ExchangeError naming the line that can't be read */
export function fromCsv(text: string): readonly ArticleRow[] {
  const lines: unknown[] = parse(text, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: false,
  });
  return lines.map((line, place) => {
    const read = lineSchema.safeParse(line);
    if (!read.success) throw new ExchangeError(`row ${place + 2}: ${z.prettifyError(read.error)}`);
    const cells = read.data;
    try {
      return articleRowSchema.parse({
        ...cells,
        questions: linesOf(cells.questions),
        keywords: linesOf(cells.keywords),
        facts: cells.facts === '' ? null : JSON.parse(cells.facts),
        translation: cells.translation === '' ? null : JSON.parse(cells.translation),
      });
    } catch (cause) {
      const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
      throw new ExchangeError(`row ${place + 2} (${cells.topic}): ${problem}`, { cause });
    }
  });
}

function linesOf(cell: string): readonly string[] {
  return cell.split(/\r?\n/).filter(line => line.trim() !== '');
}
