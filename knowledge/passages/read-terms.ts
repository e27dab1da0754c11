import { foldMarks, normalise } from '../text/normalise.ts';
import { stemOf } from '../text/stem.ts';

const RUN = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Khmr}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}]/u;
const UNSPACED_PARTS =
  /(?<two>[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+)|(?<three>[\p{sc=Khmr}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}]+)|[^\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Khmr}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}]+/gu;

/**
 * The terms of a text in reading order, each as often as it stands there: stems of folded words; where a script has no
 * spaces, runs of two characters (Chinese, Japanese) or three (Khmer, Thai, Lao, Burmese: vowels and marks count as
 * characters). Needs no dictionary, so a passage of any length costs time linear in it. Never throws.
 */
export function readTerms(text: string): readonly string[] {
  const terms: string[] = [];
  for (const run of foldMarks(normalise(text)).match(RUN) ?? []) {
    if (UNSPACED.test(run)) readUnspaced(run, terms);
    else terms.push(stemOf(run));
  }
  return terms;
}

function readUnspaced(run: string, terms: string[]): void {
  for (const { 0: part, groups } of run.matchAll(UNSPACED_PARTS)) {
    if (groups?.two !== undefined) readLetters(part, 2, terms);
    else if (groups?.three !== undefined) readLetters(part, 3, terms);
    else terms.push(stemOf(part));
  }
}

function readLetters(run: string, letters: number, terms: string[]): void {
  if (run.length <= letters) terms.push(run);
  else
    for (let from = 0; from + letters <= run.length; from += 1) terms.push(run.slice(from, from + letters));
}
