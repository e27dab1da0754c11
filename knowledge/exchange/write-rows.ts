import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArticle } from '../article/parse-article.ts';
import { englishSchema, translationSchema } from '../article/schema.ts';
import { articleMarkdown } from './article-markdown.ts';
import { type ArticleRow, articleRowSchema } from './article-row.ts';

/** What writing rows into a folder of articles did, or would do. */
export interface WrittenRows {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly same: number;
}

/**
 * Puts rows into a folder of articles, whatever they were read from.
 * @throws {z.ZodError} where a row has a topic or language that is none: both are names of files
 * A file that says the same already, however it is set, is not touched.
 *
 * @param options.dry tells only what would be done
 */
export function writeRows(
  rows: readonly ArticleRow[],
  folder: string,
  options: { readonly dry: boolean },
): WrittenRows {
  const added: string[] = [];
  const changed: string[] = [];
  let same = 0;
  for (const row of articleRowSchema.array().parse(rows)) {
    const name = join(row.topic, `${row.language}.md`);
    const file = join(folder, name);
    const content = articleMarkdown(row);
    if (!existsSync(file)) added.push(name);
    else if (meaning(readFileSync(file, 'utf8'), row) === meaning(content, row)) {
      same++;
      continue;
    } else changed.push(name);
    if (options.dry) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return { added, changed, same };
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
