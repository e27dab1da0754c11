import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ArticleFile, type Problem, parseArticle } from './parse-article.ts';
import { type EnglishFields, englishSchema, type TranslationFields, translationSchema } from './schema.ts';

/** All files of one topic: the English original and its translations by language. */
export interface TopicFiles {
  readonly id: string;
  readonly english: ArticleFile<EnglishFields>;
  readonly translations: ReadonlyMap<string, ArticleFile<TranslationFields>>;
}

/** Reads every article below a folder; files that can't be read are reported and left out. */
export function readArticles(folder: string): {
  readonly topics: readonly TopicFiles[];
  readonly problems: readonly Problem[];
} {
  const topics: TopicFiles[] = [];
  const problems: Problem[] = [];
  for (const id of readdirSync(folder).sort()) {
    const englishFile = join(folder, id, 'en.md');
    if (!existsSync(englishFile)) {
      problems.push({ file: `${id}/en.md`, line: 1, message: 'the English original is missing' });
      continue;
    }
    const english = parseArticle(`${id}/en.md`, readFileSync(englishFile, 'utf8'), englishSchema);
    problems.push(...english.problems);
    if (!english.article) continue;
    const translations = new Map<string, ArticleFile<TranslationFields>>();
    for (const name of readdirSync(join(folder, id)).sort()) {
      if (name === 'en.md' || !name.endsWith('.md')) continue;
      const read = parseArticle(
        `${id}/${name}`,
        readFileSync(join(folder, id, name), 'utf8'),
        translationSchema,
      );
      problems.push(...read.problems);
      if (read.article) translations.set(name.slice(0, -3), read.article);
    }
    topics.push({ id, english: english.article, translations });
  }
  return { topics, problems };
}
