import { foldMarks, normalise } from '../text/normalise.ts';
import { hashSeed, hashString } from './hash.ts';

/** Words and short phrases that mean the same, as members write them. */
export type SynonymGroup = readonly string[];

/** Seeds the hash of a concept. */
const CONCEPT = 20;

/** What the synonym lists know of a word or of several in a row. */
export interface Concepts {
  /** The concept of one word, as a running hash; undefined where no list has it. */
  ofWord(word: string): number | undefined;
  /** Tells of every phrase of two words or more that a list has. */
  phrasesIn(words: readonly string[], tell: (key: number, from: number, to: number) => void): void;
}

/**
 * Builds the look-up. A word in several groups belongs to the first; the first entry of a group names its concept,
 * so groups of two languages that begin with the same entry are one.
 */
export function conceptsOf(groups: readonly SynonymGroup[]): Concepts {
  const words = new Map<string, number>();
  const phrases = new Map<string, number>();
  let longest = 1;
  for (const group of groups) {
    const entries = group.map(entry => foldMarks(normalise(entry)).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
    const key = hashString(hashSeed(CONCEPT), (entries[0] ?? []).join(' '));
    for (const entry of entries) {
      const target = entry.length === 1 ? words : phrases;
      const text = entry.join(' ');
      if (text !== '' && !target.has(text)) target.set(text, key);
      longest = Math.max(longest, entry.length);
    }
  }
  return {
    ofWord: word => words.get(word),
    phrasesIn(said, tell) {
      if (phrases.size === 0) return;
      for (let from = 0; from < said.length; from += 1) {
        let text = said[from] ?? '';
        for (let to = from + 1; to < Math.min(said.length, from + longest); to += 1) {
          text += ` ${said[to] ?? ''}`;
          const key = phrases.get(text);
          if (key !== undefined) tell(key, from, to);
        }
      }
    },
  };
}
