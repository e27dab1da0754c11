import { english } from 'built:english';
import { languages } from 'built:languages';
import type { LanguageName, Strings } from './strings.ts';

/** The widget's words: English is at hand, other languages come when they are asked for. */
export interface PhraseBook {
  readonly strings: Strings;
  /** A text with its `{{places}}` filled; English where the language lacks it. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** A text in the plural form that `count` asks for. */
  count(key: string, count: number): string;
  /** Loads a language; false where it can't be had, and the words stay as they are. */
  use(tag: string): Promise<boolean>;
}

/** @param server origin the language files come from */
export function phraseBook(server: string): PhraseBook {
  const loaded = new Map<string, Strings>([['en', english]]);
  let strings = english;
  let wanted = 'en';
  const say: PhraseBook['say'] = (key, values = {}) =>
    (strings.texts[key] ?? english.texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    );
  return {
    get strings() {
      return strings;
    },
    say,
    count: (key, count) => {
      const plural = `${key}_${new Intl.PluralRules(strings.tag).select(count)}`;
      return say(plural in strings.texts ? plural : `${key}_other`, { count });
    },
    use: async tag => {
      wanted = tag;
      const found =
        loaded.get(tag) ??
        (await load(
          server,
          languages.find(language => language.tag === tag),
        ));
      if (!found || wanted !== tag) return false;
      loaded.set(tag, found);
      strings = found;
      return true;
    },
  };
}

/** The language of the picker that a page's or browser's locale asks for. */
export function languageFor(locale: string): LanguageName | undefined {
  const asked = locale.toLowerCase();
  const tag = asked.startsWith('zh')
    ? /hans|cn|sg/.test(asked)
      ? 'zh-Hans'
      : 'zh-Hant'
    : asked.replace(/^fil\b/, 'tl').split('-')[0];
  return languages.find(language => language.tag === tag);
}

export { languages };

async function load(server: string, language: LanguageName | undefined): Promise<Strings | null> {
  if (!language) return null;
  try {
    const response = await fetch(`${server}/widget/locale-${language.tag}.json?${language.version}`, {
      credentials: 'omit',
    });
    return response.ok ? ((await response.json()) as Strings) : null; // written by the same build
  } catch {
    return null;
  }
}
