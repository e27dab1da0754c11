import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as OpenCC from 'opencc-js';
import { builtLocalesFile } from './load-locales.ts';
import { readLocales } from './read-locales.ts';
import type { Locale, Strings } from './schema.ts';

/** Writes all locales as one file, with Simplified Chinese derived from Traditional. */
export function buildLocales(): ReadonlyMap<string, Locale> {
  const locales = new Map(readLocales());
  const traditional = locales.get('zh-Hant');
  if (traditional) locales.set('zh-Hans', simplified(traditional));
  const file = builtLocalesFile();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify([...locales]));
  renameSync(`${file}.part`, file);
  return locales;
}

function simplified(locale: Locale): Locale {
  const convert = OpenCC.Converter({ from: 'tw', to: 'cn' });
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
