import * as OpenCC from 'opencc-js';
import { englishHash } from '../article/english-hash.ts';
import { type ArticleFile, wordsHash } from '../article/parse-article.ts';
import type { TopicFiles } from '../article/read-articles.ts';
import type { EnglishFields, TranslationFields } from '../article/schema.ts';
import type { ArticleText, Topic } from '../article/topic.ts';
import type { ListedTopic } from '../topics-list.ts';

/** Turns checked article files into topics. Stale translations are left out and named in `stale`. */
export function compileTopics(
  files: readonly TopicFiles[],
  listed: ReadonlyMap<string, ListedTopic>,
): { readonly topics: readonly Topic[]; readonly stale: readonly string[] } {
  const simplify = OpenCC.Converter({ from: 'tw', to: 'cn' });
  const stale: string[] = [];
  const topics = files.map((file): Topic => {
    const { fields } = file.english;
    const texts: Record<string, ArticleText> = { en: text('en', file.english, 'original') };
    for (const [language, translation] of file.translations) {
      const { of, by } = translation.fields.translation;
      if (of !== englishHash(file.english) || !translation.body) {
        stale.push(translation.file);
        continue;
      }
      texts[language] = text(language, translation, by);
      if (language === 'zh-Hant') texts['zh-Hans'] = simplified(texts[language], simplify);
    }
    return {
      id: file.id,
      kind: listed.get(file.id)?.kind ?? 'page',
      plans: fields.plans ?? null,
      lines: fields.lines,
      links: fields.links,
      notices: fields.notices ?? null,
      source: fields.source,
      related: fields.related,
      effective: fields.effective ?? null,
      expires: fields.expires ?? null,
      texts,
    };
  });
  return { topics, stale };
}

function text(
  language: string,
  article: ArticleFile<EnglishFields | TranslationFields>,
  translation: ArticleText['translation'],
): ArticleText {
  const { title, label } = article.fields;
  const { body, sms } = article;
  return { language, title, label, body, sms, version: wordsHash(title, label, body, sms), translation };
}

/** Simplified Chinese is derived from the Traditional text, so that one translation is kept, not two. */
function simplified(from: ArticleText, simplify: (text: string) => string): ArticleText {
  const [title, label, body, sms] = [from.title, from.label, from.body, from.sms].map(simplify);
  if (title === undefined || label === undefined || body === undefined || sms === undefined) return from;
  return {
    ...from,
    language: 'zh-Hans',
    title,
    label,
    body,
    sms,
    version: wordsHash(title, label, body, sms),
  };
}
