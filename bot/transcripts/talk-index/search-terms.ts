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
  /**
   * Place of the text that has most words of the search, where the texts together have them all; else null. Terms
   * alone let a few talks more through.
   */
  best(texts: readonly string[]): number | null;
}

/** Reads a search. Null where it has no letter or digit. Words of fewer than three letters are found whole only. */
export function textQuery(query: string): TextQuery | null {
  const words = (fold(query).match(RUN) ?? []).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  return {
    terms: [...new Set(words.flatMap(lookUpTerms))],
    best: texts => {
      const found = texts.map(text => {
        const folded = fold(text);
        const runs = folded.match(RUN) ?? [];
        return words.map(word => hasWord(folded, runs, word));
      });
      if (!words.every((_, place) => found.some(of => of[place]))) return null;
      const hits = found.map(of => of.filter(Boolean).length);
      return hits.indexOf(Math.max(...hits));
    },
  };
}

function hasWord(folded: string, runs: readonly string[], word: string): boolean {
  if (UNSPACED.test(word)) return folded.includes(word);
  const whole = [...word].length < SHORTEST_BEGINNING;
  return runs.some(run =>
    readings(run).some(reading => (whole ? reading === word : reading.startsWith(word))),
  );
}

function lookUpTerms(word: string): readonly string[] {
  if (UNSPACED.test(word)) return pairs(word);
  const letters = [...word];
  const length = BEGINNINGS.findLast(beginning => beginning <= letters.length);
  return [letters.slice(0, length).join('')];
}

/** The word as written, and without what Arabic puts in front of it. */
function readings(word: string): readonly string[] {
  const bare = word.replace(ARABIC_PREFIX, '');
  return bare === word ? [word] : [word, bare];
}

/** Every two letters that follow each other; the one letter where there are no more. */
function pairs(run: string): readonly string[] {
  const letters = [...run];
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, before) => `${letters[before] ?? ''}${letter}`);
}
