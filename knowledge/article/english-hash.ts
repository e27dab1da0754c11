import { type ArticleFile, wordsHash } from './parse-article.ts';
import type { EnglishFields } from './schema.ts';

/** Mark of the English words a translation was made from; another mark makes the translation stale. */
export function englishHash(english: ArticleFile<EnglishFields>): string {
  return wordsHash(english.fields.title, english.fields.label, english.body, english.sms);
}
