import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtLocalesFile, readBuiltLocales } from './load-locales.ts';
import { localesFolder, readLocales } from './read-locales.ts';
import type { Locale, Strings } from './schema.ts';

/** Writes all locales as one file, with Simplified Chinese derived from Traditional, where they changed since. */
export async function buildLocales(): Promise<void> {
  const folder = localesFolder();
  const fingerprint = fingerprintOf(folder);
  const file = builtLocalesFile();
  if (existsSync(file) && readBuiltLocales(file)?.fingerprint === fingerprint) return;
  const locales = new Map(readLocales(folder));
  const traditional = locales.get('zh-Hant');
  if (traditional) locales.set('zh-Hans', await simplified(traditional));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify({ fingerprint, locales: [...locales] }));
  renameSync(`${file}.part`, file);
}

/** SHA-256 over the names and contents of all locale files. */
function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(json|yaml)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  for (const name of names) hash.update(`${name.slice(folder.length)}\0`).update(readFileSync(name));
  return hash.digest('hex');
}

async function simplified(locale: Locale): Promise<Locale> {
  const { Converter } = await import('opencc-js');
  const convert = Converter({ from: 'tw', to: 'cn' });
  const walk = (strings: Strings): Strings =>
    Object.fromEntries(
      Object.entries(strings).map(([key, value]) => [
        key,
        typeof value === 'string' ? convert(value) : walk(value),
      ]),
    );
  return {
    words: locale.words,
    language: {
      ...locale.language,
      tag: 'zh-Hans',
      name: '简体中文',
      englishName: 'Chinese (Simplified)',
      intl: 'zh-Hans-US',
    },
    strings: Object.fromEntries(
      Object.entries(locale.strings).map(([file, strings]) => [file, walk(strings)]),
    ),
  };
}
