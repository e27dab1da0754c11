import { remember } from '../../locales/remember.ts';
import { foldPhrase } from './fold-phrase.ts';

/** The words of a folded text, each once. One message is looked at by some thirty sets. */
const wordsOf = remember((read: string): readonly string[] => [...new Set(read.split(' '))], 200);

const UNBROKEN = /[\p{Script=Han}\p{Script=Khmer}]/u;

/** A list of phrases to find in what members write, whole words only, spelling folded. */
export interface PhraseSet {
  /** Whether the message is one of the phrases and nothing else. */
  is(text: string): boolean;
  /** Longest phrase that stands in the message, or null. */
  find(text: string): string | null;
  /** The message without the phrases, folded. */
  without(text: string): string;
}

/** Makes a phrase set; empty phrases are left out. */
export function phraseSet(phrases: Iterable<string>): PhraseSet {
  const folded = [...new Set([...phrases].map(foldPhrase).filter(Boolean))].sort(
    (a, b) => b.length - a.length,
  );
  const all = new Set(folded);
  // A message is read many times a turn: only phrases that begin with one of its words are looked for.
  const unbroken = folded.filter(phrase => UNBROKEN.test(phrase));
  const byFirstWord = new Map<string, { readonly phrase: string; readonly spaced: string }[]>();
  for (const phrase of folded) {
    if (UNBROKEN.test(phrase)) continue;
    const first = firstWord(phrase);
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { phrase, spaced: ` ${phrase} ` }]);
  }
  const rank = new Map(folded.map((phrase, place) => [phrase, place]));

  /** Phrases that stand in a folded message, longest first. */
  const standing = (read: string): readonly string[] => {
    const found: string[] = [];
    if (byFirstWord.size > 0) {
      for (const word of wordsOf(read)) {
        const phrases = byFirstWord.get(word);
        if (!phrases) continue;
        const message = ` ${read} `;
        for (const { phrase, spaced } of phrases) if (message.includes(spaced)) found.push(phrase);
      }
    }
    if (unbroken.length > 0 && UNBROKEN.test(read)) {
      found.push(...unbroken.filter(phrase => read.includes(phrase)));
    }
    return found.length > 1 ? found.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)) : found;
  };

  return {
    is: text => all.has(foldPhrase(text)),
    find: text => standing(foldPhrase(text))[0] ?? null,
    without: text => {
      const read = foldPhrase(text);
      let left = ` ${read} `;
      for (const phrase of standing(read)) {
        left = UNBROKEN.test(phrase) ? left.replaceAll(phrase, ' ') : left.replaceAll(` ${phrase} `, ' ');
      }
      return left.replace(/\s+/g, ' ').trim();
    },
  };
}

function firstWord(phrase: string): string {
  const end = phrase.indexOf(' ');
  return end < 0 ? phrase : phrase.slice(0, end);
}
