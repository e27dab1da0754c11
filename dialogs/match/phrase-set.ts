import { foldPhrase } from './fold-phrase.ts';

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
  const stands = (text: string, phrase: string) =>
    UNBROKEN.test(phrase) ? text.includes(phrase) : ` ${text} `.includes(` ${phrase} `);
  return {
    is: text => all.has(foldPhrase(text)),
    find: text => {
      const read = foldPhrase(text);
      return folded.find(phrase => stands(read, phrase)) ?? null;
    },
    without: text => {
      let left = ` ${foldPhrase(text)} `;
      for (const phrase of folded) {
        left = UNBROKEN.test(phrase) ? left.replaceAll(phrase, ' ') : left.replaceAll(` ${phrase} `, ' ');
      }
      return left.replace(/\s+/g, ' ').trim();
    },
  };
}
