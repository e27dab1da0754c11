import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseArticle } from '../article/parse-article.ts';
import { englishSchema, translationSchema } from '../article/schema.ts';
import { type ArticleRow, articleRowSchema, ExchangeError } from './article-row.ts';
import { articleText } from './article-text.ts';

/** What writing rows into a folder of articles did, or would do. */
export interface WrittenRows {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly same: number;
}

/**
 * Puts rows into a folder of articles, whatever they were read from: all of them or, where one can't be written, none. A file
 * that says the same already, however it is set, is not touched.
 *
 * @param options.dry tells only what would be done
 * @throws ExchangeError where a row is no article, or two are the same one
 */
export function writeRows(
  rows: readonly ArticleRow[],
  folder: string,
  options: { readonly dry: boolean },
): WrittenRows {
  const texts = new Map<string, { readonly text: string; readonly row: ArticleRow }>();
  for (const row of rows) {
    const name = join(row.topic, `${row.language}.md`);
    if (texts.has(name)) throw new ExchangeError(`${row.topic} ${row.language}: stands there twice`);
    texts.set(name, { text: checkedText(row), row });
  }
  const added: string[] = [];
  const changed: string[] = [];
  for (const [name, { text, row }] of texts) {
    const file = join(folder, name);
    if (!existsSync(file)) added.push(name);
    else if (meaning(readFileSync(file, 'utf8'), row) !== meaning(text, row)) changed.push(name);
  }
  if (!options.dry) {
    const files = [...added, ...changed].map(name => ({
      file: join(folder, name),
      text: texts.get(name)?.text ?? '',
    }));
    writeAll(files);
  }
  return { added, changed, same: texts.size - added.length - changed.length };
}

/** Topic and language are names of files: what is none must not get that far. */
function checkedText(row: ArticleRow): string {
  const { topic, language } = row;
  const read = articleRowSchema.safeParse(row);
  if (!read.success) throw new ExchangeError(`${topic} ${language}: ${z.prettifyError(read.error)}`);
  try {
    return articleText(row);
  } catch (cause) {
    if (!(cause instanceof ExchangeError)) throw cause;
    throw new ExchangeError(`${topic} ${language}: ${cause.message}`, { cause });
  }
}

/** Everything is on the disk before the first file changes. */
function writeAll(files: readonly { readonly file: string; readonly text: string }[]): void {
  const part = (file: string) => `${file}.part`;
  try {
    for (const { file, text } of files) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(part(file), text);
    }
  } catch (error) {
    for (const { file } of files) rmSync(part(file), { force: true });
    throw error;
  }
  for (const { file } of files) renameSync(part(file), file);
}

/** What a file says, its layout apart. */
function meaning(content: string, { language }: ArticleRow): string {
  const schema = language === 'en' ? englishSchema : translationSchema;
  const { article } = parseArticle<object>('', content, schema);
  return article ? JSON.stringify([sorted(article.fields), article.body, article.sms]) : content;
}

function sorted(value: object): unknown {
  return Object.entries(value)
    .filter(([, held]) => held !== undefined && held !== null)
    .sort(([one], [other]) => one.localeCompare(other));
}
