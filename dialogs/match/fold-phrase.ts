import { remember } from '../../locales/remember.ts';

/**
 * Folds a text to what two spellings of the same words have in common: compatibility forms, case, accents,
 * Arabic and Persian letter forms and vowel signs, Armenian marks inside words, digits of any script,
 * punctuation. What is left are words parted by single spaces (Chinese and Khmer stay unbroken).
 */
export const foldPhrase: (text: string) => string = remember(fold, 200);

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[՛՜՞\u200b-\u200f\u2060\u0640\u064b-\u065f\u0670'’‘`´]/gu, '')
    .replace(/\p{Nd}/gu, foldDigit)
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek})\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/đ/g, 'd')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/և/g, 'եւ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

const ZEROS = [0x30, 0x660, 0x6f0, 0x17e0];

function foldDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find(start => code >= start && code <= start + 9);
  return zero === undefined ? digit : String(code - zero);
}
