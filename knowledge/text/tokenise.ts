import { foldMarks, MAX_TEXT, normalise } from './normalise.ts';

/** A question cut into words. The three lists are parallel. */
export interface Tokens {
  /** Words as normalised, diacritics kept. */
  readonly exact: readonly string[];
  /** The same words without diacritics. */
  readonly folded: readonly string[];
  /** The folded text with one space between runs of letters, at its start and its end: what letter n-grams are cut from. */
  readonly line: string;
}

const RUN = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Khmr}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}]/u;
/** ICU picks the dictionary by script, so one segmenter serves them all. */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Splits the first {@link MAX_TEXT} units of a text into words. Never throws; no words in a text without letters or digits. */
export function tokenise(text: string): Tokens {
  const runs = normalise(text.slice(0, MAX_TEXT)).match(RUN) ?? [];
  const exact: string[] = [];
  for (const run of runs) {
    if (!UNSPACED.test(run)) {
      exact.push(run);
      continue;
    }
    for (const piece of segmenter.segment(run)) if (piece.isWordLike) exact.push(piece.segment);
  }
  return { exact, folded: exact.map(foldMarks), line: ` ${foldMarks(runs.join(' '))} ` };
}
