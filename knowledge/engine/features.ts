import { stemOf } from '../text/stem.ts';
import type { Tokens } from '../text/tokenise.ts';
import { hashEnd, hashSeed, hashStep, hashString } from './hash.ts';
import type { Concepts } from './synonyms.ts';

/** Kinds of feature; the number seeds the hash and names the field in explanations. */
export const FIELDS = ['word', 'stem', 'pair', 'letters', 'start', 'end', 'meaning'] as const;
export const Field = { Word: 0, Stem: 1, Pair: 2, Letters: 3, Start: 4, End: 5, Meaning: 6 } as const;

/**
 * Runs of letters: longer ones, and in Latin letters shorter ones, made each question dearer and none of those held back
 * in cross-validation righter.
 */
const SHORTEST_LETTERS = 2;
const SHORTEST_LATIN = 3;
const LONGEST_LETTERS = 4;
/** Code of the first letter behind those of Latin scripts, as they are when folded. */
const AFTER_LATIN = 0x250;
/** Words that are paired with each other; a longer question is paired within its first ones only. */
const MOST_PAIRED = 40;
/** Words on either side that a word is paired with. */
const PAIR_REACH = 6;

/**
 * Takes features one by one. `from` and `to` say where in the tokens a feature was read (see `describeFeature`). What
 * is made of a feature the sink has no use for stands in fewer texts still, so it is left out: pairs of a stem, longer
 * runs of letters that begin with a shorter one.
 */
export interface FeatureSink {
  /** A feature of words. @returns whether there is use for it */
  word(hash: number, field: number, from: number, to: number): boolean;
  /** A feature of letters: positions in `line`. @returns whether there is use for it */
  letters(hash: number, from: number, to: number): boolean;
}

/**
 * Reads all features of a question: words with and without diacritics, neighbours written as one ("medi cal" meets
 * "medical"), stems or the concept a synonym list gives, unordered pairs of stems, and letter n-grams across words.
 */
export function readFeatures(tokens: Tokens, concepts: Concepts, sink: FeatureSink): void {
  const { exact, folded } = tokens;
  const keys: number[] = [];
  const useful: boolean[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    const word = folded[at] ?? '';
    const seen = exact[at] ?? '';
    const next = folded[at + 1];
    const whole = hashString(hashSeed(Field.Word), word);
    sink.word(hashEnd(whole), Field.Word, at, at);
    if (seen !== word) sink.word(hashEnd(hashString(hashSeed(Field.Word), seen)), Field.Word, at, at);
    if (next !== undefined) sink.word(hashEnd(hashString(whole, next)), Field.Word, at, at + 1);
    const key = concepts.ofWord(word) ?? hashString(hashSeed(Field.Stem), stemOf(word));
    keys.push(key);
    useful.push(sink.word(hashEnd(key), Field.Stem, at, at));
  }
  concepts.phrasesIn(folded, (key, from, to) => sink.word(hashEnd(key), Field.Meaning, from, to));
  readPairs(keys, useful, sink);
  readLetters(tokens.line, sink);
}

function readPairs(keys: readonly number[], useful: readonly boolean[], sink: FeatureSink): void {
  const last = Math.min(keys.length, MOST_PAIRED) - 1;
  if (last < 0) return;
  sink.word(hashEnd(hashStep(hashSeed(Field.Start), keys[0] ?? 0)), Field.Start, 0, 0);
  sink.word(hashEnd(hashStep(hashSeed(Field.End), keys[last] ?? 0)), Field.End, last, last);
  for (let left = 0; left < last; left += 1) {
    if (!useful[left]) continue;
    const one = keys[left] ?? 0;
    for (let right = left + 1; right <= Math.min(last, left + PAIR_REACH); right += 1) {
      if (!useful[right]) continue;
      const two = keys[right] ?? 0;
      const pair = hashStep(hashStep(hashSeed(Field.Pair), Math.min(one, two)), Math.max(one, two));
      sink.word(hashEnd(pair), Field.Pair, left, right);
    }
  }
}

function readLetters(line: string, sink: FeatureSink): void {
  for (let start = 0; start < line.length; start += 1) {
    let hash = hashSeed(Field.Letters);
    const shortest = line.charCodeAt(start + 1) < AFTER_LATIN ? SHORTEST_LATIN : SHORTEST_LETTERS;
    const stop = Math.min(line.length, start + LONGEST_LETTERS);
    for (let end = start; end < stop; end += 1) {
      hash = hashStep(hash, line.charCodeAt(end));
      if (end - start + 1 >= shortest && !sink.letters(hashEnd(hash), start, end + 1)) break;
    }
  }
}

/** The words or letters that a feature was read from. */
export function describeFeature(tokens: Tokens, field: number, from: number, to: number): string {
  if (field === Field.Letters) return tokens.line.slice(from, to);
  const first = tokens.folded[from] ?? '';
  if (field === Field.Pair) return `${first} … ${tokens.folded[to] ?? ''}`;
  return tokens.folded.slice(from, to + 1).join(' ');
}
