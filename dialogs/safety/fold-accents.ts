const LATIN_ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]/;
/** Letters with accents that Vietnamese writes, and Spanish does not. */
export const VIETNAMESE = /[ăâđêôơư\u1ea0-\u1ef9]/;
const MARKS = /[\u0300-\u036f]/g;
/** Grave, acute, tilde, hook above, dot below: the five tones that Vietnamese writes. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** "está" → "esta", "đột" → "dot". Leaves other scripts alone (Cyrillic й stays й). */
export function withoutAccents(word: string): string {
  if (!LATIN_ACCENTED.test(word)) return word;
  return word.normalize('NFD').replace(MARKS, '').normalize('NFC').replaceAll('đ', 'd').replaceAll('ı', 'i');
}

/** "chết" → "chêt": the tone left out, the letter kept, as hurried Vietnamese writers do. */
export function withoutTones(word: string): string {
  if (!LATIN_ACCENTED.test(word)) return word;
  return word.normalize('NFD').replace(TONES, '').normalize('NFC');
}
