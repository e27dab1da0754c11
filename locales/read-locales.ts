import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Locale, languageSchema, STRING_FILES, type Strings, wordsSchema } from './schema.ts';

/** Form of a string file. */
export const stringsSchema: z.ZodType<Strings> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), stringsSchema])),
);

/** A locale file that can't be used; the message names the file and what is wrong. */
export class LocaleError extends Error {
  readonly code = 'locale-invalid';

  constructor(file: string, problem: string, cause?: unknown) {
    super(`locales/${file}: ${problem}`, { cause });
    this.name = 'LocaleError';
  }
}

/** The folder of the locale files, found from the sources and from the compiled copy in `.dist` alike. */
export function localesFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return existsSync(join(here, 'en', 'chat.json')) ? here : join(here, '..', '..', 'locales');
}

/**
 * Reads every language folder below `folder`, by tag.
 * @throws {LocaleError} naming the file, where one is missing or of another form.
 */
export function readLocales(folder = localesFolder()): ReadonlyMap<string, Locale> {
  const locales = new Map<string, Locale>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const tag = entry.name;
    const language = read(folder, `${tag}/language.yaml`, parse, languageSchema);
    if (language.tag !== tag)
      throw new LocaleError(`${tag}/language.yaml`, `tag is '${language.tag}', the folder '${tag}'`);
    locales.set(tag, {
      language,
      words: read(folder, `${tag}/words.yaml`, parse, wordsSchema),
      strings: Object.fromEntries(
        STRING_FILES.map(name => [name, read(folder, `${tag}/${name}.json`, JSON.parse, stringsSchema)]),
      ),
    });
  }
  return locales;
}

function read<T>(folder: string, file: string, decode: (text: string) => unknown, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = decode(readFileSync(join(folder, file), 'utf8'));
  } catch (cause) {
    throw new LocaleError(file, cause instanceof Error ? cause.message : 'unreadable', cause);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new LocaleError(file, z.prettifyError(parsed.error));
  return parsed.data;
}
