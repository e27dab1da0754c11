import { CsvError, type Options, parse } from 'csv-parse/sync';
import { ExchangeError } from './article-row.ts';

/** A row of a table with named columns, and the line of the file that it begins on. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Reads CSV, or what is like it. @throws ExchangeError naming the line where it is broken */
export function readTable(text: string, options: Pick<Options, 'delimiter' | 'relax_quotes'> = {}) {
  try {
    const read = parse<{ record: Record<string, string>; info: { lines: number } }>(text, {
      ...options,
      columns: true,
      bom: true,
      skip_empty_lines: true,
      info: true,
    });
    return read.map(({ record, info }): TableRow => {
      const breaks = Object.values(record).join('').split('\n').length - 1;
      return { line: info.lines - breaks, cells: record };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ExchangeError(error.message, { cause: error });
  }
}
