import type { Locale, Strings } from './schema.ts';

/** A string that differs from English in more than language. */
export interface LocaleProblem {
  readonly language: string;
  readonly key: string;
  readonly problem: string;
}

/** Strings that are the same in every language: names of plans and offices. */
const NAMES =
  /^(plans:(medi-cal|lacc|pasc|dsnp)|lines:tty|lines:short\.(medi-cal|lacc|pasc|dsnp)|lines:name\.(medicare|covered-california|medi-cal-rx|vsp|dmhc|ebt|seiu|pasc-.*|social-security|resource-centers)|chat:language\.name|page:no|chat:answer\.from|lines:fax|page:title)$/;
const PLURAL = /_(zero|one|two|few|many|other)$/;
const LONGEST_RATIO = 2.6;
/** Short labels may grow more than sentences. */
const SLACK = 24;
const LEAST_SCRIPT_SHARE = 0.5;

/** Compares every language with English: keys, placeholders, plural forms, length, script, and that it is translated at all. */
export function checkLocales(locales: ReadonlyMap<string, Locale>): readonly LocaleProblem[] {
  const english = locales.get('en');
  if (!english) return [{ language: 'en', key: '', problem: 'there is no English' }];
  const original = flat(english);
  return [...locales.values()]
    .filter(({ language }) => language.tag !== 'en')
    .flatMap(locale => compare(locale, original));
}

function compare(locale: Locale, original: ReadonlyMap<string, string>): readonly LocaleProblem[] {
  const { tag, script } = locale.language;
  const strings = flat(locale);
  const problems: LocaleProblem[] = [];
  const report = (key: string, problem: string) => problems.push({ language: tag, key, problem });
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  for (const [key, text] of original) {
    if (PLURAL.test(key)) {
      const stem = key.replace(PLURAL, '');
      for (const form of forms)
        if (!strings.has(`${stem}_${form}`)) report(`${stem}_${form}`, 'plural form is missing');
      continue;
    }
    const translated = strings.get(key);
    if (translated === undefined) {
      report(key, 'is missing');
      continue;
    }
    if (placeholders(translated) !== placeholders(text))
      report(key, `placeholders are not ${placeholders(text) || 'none'}`);
    if (translated === text && !NAMES.test(key)) report(key, 'is still in English');
    if (translated.length > text.length * LONGEST_RATIO + SLACK)
      report(key, `is ${translated.length} characters, English ${text.length}`);
    if (script !== 'Latin' && !NAMES.test(key) && share(translated, script) < LEAST_SCRIPT_SHARE)
      report(key, `is not written in ${script}`);
  }
  for (const key of strings.keys()) {
    const stem = key.replace(PLURAL, '');
    const known = PLURAL.test(key) ? original.has(`${stem}_other`) : original.has(key);
    if (!known) report(key, 'is not in English');
  }
  return problems;
}

/** All strings of a locale by key, `file:path.to.key`. */
export function flat(locale: Locale): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (prefix: string, strings: Strings) => {
    for (const [key, value] of Object.entries(strings)) {
      const path = prefix.endsWith(':') ? `${prefix}${key}` : `${prefix}.${key}`;
      if (typeof value === 'string') found.set(path, value);
      else walk(path, value);
    }
  };
  for (const [file, strings] of Object.entries(locale.strings)) walk(`${file}:`, strings);
  return found;
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join(' ');
}

/** Share of a text's letters in a script; Latin names and placeholders are not counted. */
function share(text: string, script: string): number {
  const letters = text.replace(/\{\{\w+\}\}|[A-Za-z][\w.&-]*/g, '').match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return 1;
  return (text.match(new RegExp(`\\p{Script=${script}}`, 'gu')) ?? []).length / letters.length;
}
