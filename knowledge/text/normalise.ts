import { foldHan } from './han-variants.ts';
import { foldLetter } from './letter-variants.ts';

/** Longest question that is looked at, in UTF-16 units; the rest is cut off. */
export const MAX_TEXT = 2_000;

/** Zero-width and direction marks, soft hyphen, the Arabic stretch mark, and the marks that stand inside Armenian words. */
const INVISIBLE = /[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u055b\u055c\u055e]/gu;
/** Apostrophes of every kind: "don't" and "dont" are one word. */
const APOSTROPHES = /['\u2018\u2019\u02bc\u0060\u00b4\u2032]/gu;
/** A letter written three times or more ("heeelp") counts as written twice at most. */
const STRETCHED = /(\p{L})\1{2,}/gu;
const NON_ASCII = /[^\p{ASCII}]/u;
const NATIVE_DIGIT = /[^\P{Nd}0-9]/gu;
const ODD_LETTER = /[\u0621-\u06ff\u0587\u3400-\u9fff\u00df\u0111\u0131\u0142\u00f8\u00e6\u0153]/gu;

/**
 * One spelling for what members write in many: compatibility forms, case, letter variants of Arabic and Persian,
 * traditional and simplified characters, digits of every script, stretched letters. Diacritics stay (see
 * {@link foldMarks}). Linear in the length of the text; never throws.
 */
export function normalise(text: string): string {
  let out = text.normalize('NFKC').toLowerCase().replace(APOSTROPHES, '');
  if (NON_ASCII.test(out)) {
    out = out
      .replace(INVISIBLE, '')
      .replace(NATIVE_DIGIT, toAsciiDigit)
      .replace(ODD_LETTER, letter => foldLetter(foldHan(letter)))
      .normalize('NFC');
  }
  return out.replace(STRETCHED, '$1$1');
}

/** Decimal digits stand in runs of ten from a code point whose digit is zero (Unicode, general category Nd). */
function toAsciiDigit(digit: string): string {
  let code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    value += 1;
  }
  return String(value);
}

/** Marks that only decorate a base letter: Latin, Cyrillic and Greek accents, Arabic vowel signs. Khmer vowels are no decoration. */
const DECORATION = /[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed]/gu;

/** The word without its diacritics: "bảo" → "bao", "é" → "e". The other view, not the only one: both are indexed. */
export function foldMarks(word: string): string {
  return NON_ASCII.test(word) ? word.normalize('NFD').replace(DECORATION, '').normalize('NFC') : word;
}
