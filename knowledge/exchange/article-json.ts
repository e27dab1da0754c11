import { z } from 'zod';
import { type ArticleRow, articleRowSchema, ExchangeError } from './article-row.ts';

/** Rows as JSON, one after the other. */
export function toJson(rows: readonly ArticleRow[]): string {
  return `${JSON.stringify(rows, null, 1)}\n`;
}

/** @throws ExchangeError naming the row that can't be read, by its place from 1 on */
export function fromJson(text: string): readonly ArticleRow[] {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch (cause) {
    throw new ExchangeError(`is no JSON: ${(cause as Error).message}`, { cause }); // a SyntaxError
  }
  if (!Array.isArray(rows)) throw new ExchangeError('is no list of articles');
  return rows.map((row, place) => {
    const read = articleRowSchema.safeParse(row);
    if (!read.success) throw new ExchangeError(`row ${place + 1}: ${z.prettifyError(read.error)}`);
    return read.data;
  });
}
