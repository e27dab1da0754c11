import { z } from 'zod';
import { englishHash } from '../article/english-hash.ts';
import type { TopicFiles } from '../article/read-articles.ts';
import { englishSchema, translationSchema } from '../article/schema.ts';

const english = englishSchema.shape;
const words = z.array(z.string().regex(/^[^\r\n]*\S[^\r\n]*$/, 'one line each, none empty'));

/** One article in one language, flat: the same for every form it is exchanged in. */
export const articleRowSchema = z.object({
  topic: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'a topic is two words with a dot between: care.dental'),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/),
  title: z.string().min(1),
  label: z.string().min(1),
  questions: words,
  keywords: words,
  body: z.string(),
  sms: z.string(),
  /** English only, as in an article file; null in translations. */
  facts: z
    .object({
      plans: z.array(z.string()).optional(),
      lines: z.array(z.string()),
      links: english.links,
      notices: english.notices,
      source: english.source,
      related: z.array(z.string()),
      effective: z.string().nullish(),
      expires: z.string().nullish(),
    })
    .nullable(),
  /** Translations only: who made it, of which English words. */
  translation: translationSchema.shape.translation.nullable(),
});

export type ArticleRow = Readonly<z.infer<typeof articleRowSchema>>;

/** What an import may not hold; the message names the place in the file. */
export class ExchangeError extends Error {
  readonly code = 'exchange-invalid';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ExchangeError';
  }
}

/** Every article of some topics as rows, English first in each topic. @param language only that one */
export function rowsOf(topics: readonly TopicFiles[], language?: string): readonly ArticleRow[] {
  const rows = topics.flatMap((topic): ArticleRow[] => {
    const { title, label, questions, keywords, ...facts } = topic.english.fields;
    const { body, sms } = topic.english;
    const own: ArticleRow = {
      ...{ topic: topic.id, language: 'en', title, label, questions, keywords, body, sms },
      facts,
      translation: null,
    };
    return [
      own,
      ...[...topic.translations].map(
        ([tag, { fields, ...text }]): ArticleRow => ({
          ...{ topic: topic.id, language: tag, title: fields.title, label: fields.label },
          ...{ questions: fields.questions, keywords: fields.keywords, body: text.body, sms: text.sms },
          facts: null,
          translation: fields.translation,
        }),
      ),
    ];
  });
  return rows.filter(row => language === undefined || row.language === language);
}

/** Marks of the English words of each topic, by which a translation is known to be up to date. */
export function englishMarks(topics: readonly TopicFiles[]): ReadonlyMap<string, string> {
  return new Map(topics.map(topic => [topic.id, englishHash(topic.english)]));
}
