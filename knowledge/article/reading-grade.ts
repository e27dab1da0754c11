import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** Letters of a word whose syllables are counted: counting takes the square of their number. */
const LONGEST_WORD = 60;
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/** Flesch–Kincaid grade level of English text: about the school year that can read it. */
export function readingGrade(text: string): number {
  const plain = prepare(text);
  const words = plain.match(WORD) ?? [];
  if (words.length === 0) return 0;
  return fleschKincaid({
    sentence: sentences(plain),
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word.slice(0, LONGEST_WORD)), 0),
  });
}

/**
 * Fernández Huerta reading ease of Spanish text: 100 is very easy, 60–70 what a 13-year-old reads, below 50 hard.
 * Formula as corrected by Law (2011): 206.84 − 60 × syllables per word − 1.02 × words per sentence.
 */
export function spanishReadingEase(text: string): number {
  const plain = prepare(text);
  const words = plain.match(WORD) ?? [];
  const syllables = words.reduce((sum, word) => sum + spanishSyllables(word), 0);
  const count = Math.max(1, words.length);
  return 206.84 - (60 * syllables) / count - (1.02 * count) / sentences(plain);
}

/** Names and addresses are read as one known word, so that "L.A. Care" does not count as two sentences. */
function prepare(text: string): string {
  return text
    .replaceAll('L.A.', 'LA')
    .replaceAll('P.O.', 'PO')
    .replace(/\b[WESN]\. (?=\d)/g, '')
    .replace(/[^\s@]{1,64}@\S+/g, 'mail')
    .replace(/^- /gm, '');
}

function sentences(text: string): number {
  return Math.max(1, text.split(/[.!?:]+(?:\s|$)|\n+/).filter(part => /\p{L}/u.test(part)).length);
}

function spanishSyllables(word: string): number {
  const vowels = word.toLowerCase().match(/[aeoáéó]|[íú]|(?:[iuü](?![aeoáéó]))/g);
  return Math.max(1, vowels?.length ?? 1);
}
