import type { LanguageModel } from '../../knowledge/language/language-model.ts';
import type { Words } from '../../locales/words.ts';

/** Tells which language a member writes, as a tag of `locales`. */
export interface LanguageDetector {
  /**
   * @param previous tag of the language spoken so far, kept where the message is too short or too mixed to tell
   * @param asked whether the member asked for that language: then only a clear change of script moves it
   */
  detect(text: string, previous: string | null, asked?: boolean): string;
}

/** Scripts that more than one language, or a language's Latin-letter spelling, can be written in need the model. */
const LATIN = 'Latin';
const NOT_ASCII = /[^\p{ASCII}]/u;
const OWN_SCRIPT_SHARE = 0.25;
/** Least probability to take another language than the one spoken so far; than the one asked for by name; than English at first. */
const CHANGES = 0.7;
const CHANGES_ASKED = 0.97;
const FIRST = 0.6;

/**
 * Script first; where several languages share it, the words and letters learnt from sample questions; where
 * those can't tell, the language spoken before, then English.
 */
export function languageDetector(words: Words, model: LanguageModel | null): LanguageDetector {
  const scripts = new Map<string, string[]>();
  for (const tag of words.languages) {
    const { script } = words.locale(tag).language;
    scripts.set(script, [...(scripts.get(script) ?? []), tag]);
  }
  const scriptTests = [...scripts.keys()]
    .filter(script => script !== LATIN)
    .map(script => ({ script, letters: new RegExp(`\\p{Script=${script}}`, 'gu') }));

  const chinese = (text: string, previous: string | null): string => {
    const written = model?.chineseScript(text);
    if (written) return `zh-${written}`;
    return previous?.startsWith('zh-') ? previous : 'zh-Hant';
  };

  /** The script other than Latin that most of the letters are of. */
  const ownScript = (text: string, letters: number) =>
    scriptTests
      .map(({ script, letters: test }) => ({ script, share: (text.match(test)?.length ?? 0) / letters }))
      .sort((a, b) => b.share - a.share)[0];

  return {
    detect: (text, previous, asked = false) => {
      const letters = text.match(/\p{L}/gu)?.length ?? 0;
      if (letters === 0) return previous ?? 'en';
      const own = NOT_ASCII.test(text) ? ownScript(text, letters) : undefined;
      const foreign = own !== undefined && own.share >= OWN_SCRIPT_SHARE;
      const candidates = foreign ? (scripts.get(own.script) ?? []) : words.languages;
      const [first] = candidates;
      if (foreign && own.script === 'Han') return chinese(text, previous);
      if (foreign && candidates.length === 1 && first !== undefined) return first;
      const primaries = [...new Set(candidates.map(primary))];
      const guess = model?.guess(text, primaries) ?? null;
      const kept = previous !== null && candidates.includes(previous) ? previous : null;
      if (!guess) return kept ?? (foreign ? (first ?? 'en') : (previous ?? 'en'));
      const found = candidates.find(tag => primary(tag) === guess.language) ?? 'en';
      if (kept === null) return foreign || guess.probability >= FIRST ? found : 'en';
      if (primary(kept) === guess.language) return kept;
      return guess.probability >= (asked ? CHANGES_ASKED : CHANGES) ? found : kept;
    },
  };
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
