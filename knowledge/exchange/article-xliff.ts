import jsToXliff12 from 'xliff/jsToXliff12';
import xliff12ToJs from 'xliff/xliff12ToJs';
import { z } from 'zod';
import type { TopicFiles } from '../article/read-articles.ts';
import { type ArticleRow, ExchangeError, englishMarks } from './article-row.ts';

const UNITS = ['title', 'label', 'body', 'sms'] as const;
const unitSchema = z.object({ source: z.string(), target: z.string().optional() });
const fileSchema = z.object({
  targetLanguage: z.string(),
  resources: z.record(z.string(), z.partialRecord(z.enum(UNITS), unitSchema)),
});

/**
 * The words of some topics for a translator's tools (XLIFF 1.2): one file a topic, units for title, label, answer and text
 * message; what is translated already stands there as target. Sample questions are no translation, so they are left out.
 */
export async function toXliff(topics: readonly TopicFiles[], language: string): Promise<string> {
  const resources = Object.fromEntries(
    topics.map(({ id, english, translations }) => {
      const done = translations.get(language);
      const unit = (source: string, target: string | undefined) => ({
        source: escaped(source),
        ...(target ? { target: escaped(target) } : {}),
      });
      return [
        id,
        {
          title: unit(english.fields.title, done?.fields.title),
          label: unit(english.fields.label, done?.fields.label),
          body: unit(english.body, done?.body),
          sms: unit(english.sms, done?.sms),
        },
      ];
    }),
  );
  return jsToXliff12({ resources, sourceLanguage: 'en', targetLanguage: language });
}

/**
 * Translations that came back. Sample questions and keywords stay as they are.
 *
 * @param by who vouches for them: a machine, or a person by role or initials and the day
 * @throws ExchangeError where a topic is unknown, its English has changed since the export, or a unit has no translation
 */
export async function fromXliff(
  text: string,
  topics: readonly TopicFiles[],
  by: { readonly reviewer: string; readonly on: string } | null,
): Promise<readonly ArticleRow[]> {
  const { resources, targetLanguage } = await readXliff(text);
  const marks = englishMarks(topics);
  return Object.entries(resources).map(([id, units]): ArticleRow => {
    const topic = topics.find(known => known.id === id);
    const of = marks.get(id);
    if (!topic || !of) throw new ExchangeError(`there is no topic '${id}'`);
    const { english } = topic;
    const sources = { ...english.fields, body: english.body, sms: english.sms };
    const target = (name: (typeof UNITS)[number]): string => {
      const unit = units[name];
      if (!unit?.target?.trim()) throw new ExchangeError(`${id}: '${name}' has no translation`);
      if (plain(unit.source) !== plain(sources[name]))
        throw new ExchangeError(`${id}: the English '${name}' has changed since the export: export it again`);
      return unit.target.trim();
    };
    const known = topic.translations.get(targetLanguage)?.fields;
    return {
      ...{ topic: id, language: targetLanguage, title: target('title'), label: target('label') },
      ...{ body: target('body'), sms: target('sms').replace(/\s+/g, ' ') },
      ...{ questions: known?.questions ?? [], keywords: known?.keywords ?? [] },
      facts: null,
      translation: by ? { by: 'reviewed', ...by, of } : { by: 'machine', of },
    };
  });
}

/** The writer takes `&amp;` for a sign that is escaped already. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;');
}

async function readXliff(text: string) {
  try {
    return fileSchema.parse(await xliff12ToJs(text));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new ExchangeError(`is no XLIFF 1.2 of ours: ${problem}`, { cause });
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
