import { isDeepStrictEqual } from 'node:util';
import { parseArticle } from '../article/parse-article.ts';
import { englishSchema, translationSchema } from '../article/schema.ts';
import { articleMarkdown } from './article-markdown.ts';
import { type ArticleRow, ExchangeError } from './article-row.ts';

/**
 * A row as the text of an article file that says all of it and nothing else.
 *
 * @throws ExchangeError where it can't be one: a field is missing or wrong, or words of it would be read as something else
 */
export function articleText(row: ArticleRow): string {
  const { language, facts, translation } = row;
  if (language === 'en' ? !facts : !translation)
    throw new ExchangeError(
      language === 'en' ? 'an English article needs facts' : 'a translation must say who made it, of what',
    );
  const text = articleMarkdown(row);
  const schema = language === 'en' ? englishSchema : translationSchema;
  const { article, problems } = parseArticle<object>('', text, schema);
  if (!article) throw new ExchangeError(problems.map(({ message }) => message).join('; '));
  const read = { ...article.fields, body: article.body, sms: article.sms };
  for (const [name, value] of Object.entries(read)) {
    const given = { ...facts, ...row, body: row.body.trim(), sms: row.sms.trim().replace(/\s+/g, ' ') };
    const meant = given[name as keyof typeof given]; // a field of the file is one of the row or of its facts
    if (!isDeepStrictEqual(plainOf(value), plainOf(meant)))
      throw new ExchangeError(`${name}: can't be kept in an article file as it is`);
  }
  return text;
}

/** Null and what is left out are the same in a file. */
function plainOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
