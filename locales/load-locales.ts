import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localesFolder, readLocales } from './read-locales.ts';
import type { Locale } from './schema.ts';

/** Where the build puts all locales as one file, beside the built knowledge. */
export function builtLocalesFile(): string {
  return join(localesFolder(), '..', '.dist', 'knowledge-built', 'locales.json');
}

/**
 * All locales by tag. The built file holds Simplified Chinese too; without it the source files are read, so
 * that a damaged build never takes the words away.
 */
export function loadLocales(): ReadonlyMap<string, Locale> {
  const file = builtLocalesFile();
  if (existsSync(file)) {
    try {
      const entries = JSON.parse(readFileSync(file, 'utf8')) as [string, Locale][]; // our own build wrote it
      const locales = new Map(entries);
      if (locales.has('en')) return locales;
    } catch {
      // Read below from the sources.
    }
  }
  return readLocales();
}
