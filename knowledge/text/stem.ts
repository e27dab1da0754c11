/// <reference path="./natural-stemmers.d.ts" />
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import porterRussian from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';

/** Letters that stand for the stem of a word in scripts without a stemmer: as good as one on our sets. */
const STEM_LETTERS = 5;
const SHORTEST_STEMMED = 4;
const REMEMBERED = 50_000;

const stems = new Map<string, string>();

/**
 * The stem of a folded word: Porter's for Latin letters and his Russian one for Cyrillic (package `natural`), the
 * first five letters otherwise. Words are stemmed by their letters, not by the language of the talk, so that mixed
 * questions need no choice.
 */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = word.length < SHORTEST_STEMMED ? word : compute(word);
  if (stems.size >= REMEMBERED) stems.clear();
  stems.set(word, stem);
  return stem;
}

function compute(word: string): string {
  if (/^[a-z]+$/.test(word)) return porter.stem(word);
  if (/^[а-яё]+$/.test(word)) return porterRussian.stem(word);
  return word.slice(0, STEM_LETTERS);
}
