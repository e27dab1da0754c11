import { createInstance, type i18n } from 'i18next';
import { remember } from './remember.ts';
import type { Locale } from './schema.ts';

/** Says a string of the locale files: `say('chat:hello.web', { … })`; of several keys, the first there is. */
export type Say = (key: string | string[], values?: Readonly<Record<string, string | number>>) => string;

/** All member-facing words, by language. */
export interface Words {
  /** Tags of the languages there are, English first. */
  readonly languages: readonly string[];
  /** The locale of a tag; English where there is none. */
  locale(tag: string): Locale;
  /** Bound to one language; a key it lacks is said in English. */
  in(tag: string): Say;
  /** Whether a language has a key, placeholders and all. */
  has(tag: string, key: string): boolean;
}

/**
 * Binds the locale files to i18next.
 * @throws {Error} where there is no English.
 */
export function createWords(locales: ReadonlyMap<string, Locale>): Words {
  const english = locales.get('en');
  if (!english) throw new Error('locales/en is missing: every other language falls back to it');
  const instance: i18n = createInstance();
  const languages = ['en', ...[...locales.keys()].filter(tag => tag !== 'en').sort()];
  void instance.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: 'en',
    supportedLngs: languages,
    ns: Object.keys(english.strings),
    defaultNS: 'chat',
    resources: Object.fromEntries([...locales].map(([tag, locale]) => [tag, locale.strings])),
    // Chat text is no HTML; each channel escapes for its own form.
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  });
  const bound = new Map<string, Say>();
  return {
    languages,
    locale: tag => locales.get(tag) ?? english,
    in: tag => {
      const spoken = locales.has(tag) ? tag : 'en';
      let say = bound.get(spoken);
      if (!say) {
        const fixed = instance.getFixedT(spoken);
        // i18next looks a key up anew each time, which takes longer than all else that makes a reply.
        const known = remember(asked => {
          const [key, values] = JSON.parse(asked) as Parameters<Say>; // written in the line below
          return fixed(key, { ...values });
        });
        say = (key, values) => known(JSON.stringify([key, values ?? {}]));
        bound.set(spoken, say);
      }
      return say;
    },
    has: (tag, key) => instance.exists(key, { lng: tag, fallbackLng: [] }),
  };
}
