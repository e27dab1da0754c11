import { foldMarks, MAX_TEXT, normalise } from '../../../knowledge/text/normalise.ts';

/** Lengths at which a word's beginning is a term of its own, so that "renew" finds "renewal". */
const BEGINNINGS = [3, 4, 5, 7];
const SHORTEST_BEGINNING = 3;
/** Words of a search that are looked at; the rest is left out. */
const MOST_WORDS = 8;

const RUN = /[\p{L}\p{M}\p{N}]+/gu;
/** Written without spaces, or with words grown together (Korean): found by every two letters that follow each other. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Khmr}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Hang}]/u;
/** One letter can be a word. */
const HAN = /\p{sc=Han}/u;
/** Article and particles that Arabic writes together with the word after them. */
const ARABIC_PREFIX = /^(?:[وفبكل]?ال|لل|و)(?=\p{sc=Arab}{3})/u;

/** The spelling in which texts and searches are compared: the engine's, without diacritics. */
function fold(text: string): string {
  return foldMarks(normalise(text.slice(0, MAX_TEXT)));
}

/**
 * Terms a text is found by, each once: the beginnings of its words, every two letters that follow each other in
 * scripts without spaces (a Chinese or Khmer word often has no more), and each Chinese character.
 */
export function searchTerms(text: string): readonly string[] {
  const terms = new Set<string>();
  for (const run of fold(text).match(RUN) ?? []) {
    if (UNSPACED.test(run)) {
      for (const term of pairs(run)) terms.add(term);
      for (const letter of run) if (HAN.test(letter)) terms.add(letter);
      continue;
    }
    for (const word of readings(run)) {
      const letters = [...word];
      if (letters.length < SHORTEST_BEGINNING) terms.add(word);
      for (const length of BEGINNINGS)
        if (letters.length >= length) terms.add(letters.slice(0, length).join(''));
    }
  }
  return [...terms];
}

/** A search in words: the terms that a talk must have, and the test of its texts that decides. */
export interface TextQuery {
  readonly terms: readonly string[];
  /** Whether the texts together have every word of the search. Terms alone let a few more through. */
  matches(texts: readonly string[]): boolean;
  /** How many words of the search a text has: the text with most is the one to show. */
  hits(text: string): number;
}

/** Reads a search. Null where it has no letter or digit. Words of fewer than three letters are found whole only. */
export function textQuery(query: string): TextQuery | null {
  const words = (fold(query).match(RUN) ?? []).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  const has = (folded: string, word: string) =>
    UNSPACED.test(word)
      ? folded.includes(word)
      : (folded.match(RUN) ?? []).some(run =>
          readings(run).some(reading =>
            [...word].length < SHORTEST_BEGINNING ? reading === word : reading.startsWith(word),
          ),
        );
  return {
    terms: [...new Set(words.flatMap(lookUpTerms))],
    matches: texts => {
      const folded = texts.map(fold);
      return words.every(word => folded.some(text => has(text, word)));
    },
    hits: text => {
      const folded = fold(text);
      return words.filter(word => has(folded, word)).length;
    },
  };
}

function lookUpTerms(word: string): readonly string[] {
  if (UNSPACED.test(word)) return [...word].length === 1 ? [word] : pairs(word);
  const letters = [...word];
  const length = BEGINNINGS.findLast(beginning => beginning <= letters.length);
  return [letters.slice(0, length).join('')];
}

/** The word as written, and without what Arabic puts in front of it. */
function readings(word: string): readonly string[] {
  const bare = word.replace(ARABIC_PREFIX, '');
  return bare === word ? [word] : [word, bare];
}

function pairs(run: string): readonly string[] {
  const letters = [...run];
  return letters.slice(1).map((letter, before) => `${letters[before] ?? ''}${letter}`);
}
