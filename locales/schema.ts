import { z } from 'zod';

const phrases = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String));

/** Form of language.yaml: what the bot knows about a language itself. */
export const languageSchema = z.strictObject({
  tag: z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/),
  name: z.string(),
  englishName: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  notice: z.string().optional(),
  script: z.string(),
  intl: z.string(),
  names: phrases,
});

/** Form of words.yaml: what members write in a language, beside questions. */
export const wordsSchema = z.strictObject({
  plans: z.record(z.enum(['medi-cal', 'lacc', 'pasc', 'dsnp', 'none']), phrases),
  yes: phrases,
  no: phrases,
  ordinals: z.record(z.enum(['1', '2', '3', '4']), phrases),
  none: phrases,
  person: phrases,
  link: phrases,
  more: phrases,
  menu: phrases,
  startOver: phrases,
  delete: phrases,
  myData: phrases,
  moved: phrases,
  sms: z.strictObject({ stop: phrases, start: phrases, help: phrases }),
  under13: phrases,
});

/** Strings of one file, nested by key. */
export interface Strings {
  readonly [key: string]: string | Strings;
}

export type Language = Readonly<z.infer<typeof languageSchema>>;
export type MemberWords = Readonly<z.infer<typeof wordsSchema>>;

/** Everything a folder of `locales` holds. */
export interface Locale {
  readonly language: Language;
  readonly words: MemberWords;
  /** By file name without its ending: chat, safety, lines, plans, flows, page. */
  readonly strings: Readonly<Record<string, Strings>>;
}

/** String files every language has. */
export const STRING_FILES = ['chat', 'safety', 'lines', 'plans', 'flows', 'page'] as const;
