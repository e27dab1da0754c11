import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { localesFolder, readLocales, stringsSchema } from './read-locales.ts';
import { type Locale, languageSchema, wordsSchema } from './schema.ts';

/** What the build wrote of the locales. */
export interface BuiltLocales {
  readonly fingerprint: string;
  readonly locales: readonly (readonly [string, Locale])[];
}

const builtSchema = z.object({
  fingerprint: z.string(),
  locales: z
    .array(
      z.tuple([
        z.string(),
        z.object({
          language: languageSchema,
          words: wordsSchema,
          strings: z.record(z.string(), stringsSchema),
        }),
      ]),
    )
    .refine(locales => locales.some(([tag]) => tag === 'en'), 'English is missing'),
});

/** Where the build puts all locales as one file, beside the built knowledge. */
export function builtLocalesFile(): string {
  return join(localesFolder(), '..', '.dist', 'knowledge-built', 'locales.json');
}

/** The built file, or null where it can't be read. */
export function readBuiltLocales(file: string): BuiltLocales | null {
  try {
    return builtSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/**
 * All locales by tag. The built file holds Simplified Chinese too; without it the source files are read, so
 * that a damaged build never takes the words away.
 */
export function loadLocales(): ReadonlyMap<string, Locale> {
  const file = builtLocalesFile();
  const built = existsSync(file) ? readBuiltLocales(file) : null;
  return built ? new Map(built.locales) : readLocales();
}
