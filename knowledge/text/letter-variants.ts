/**
 * Letters that different keyboards and habits write differently, each with the one spelling that is indexed.
 * Arabic and Persian: Unicode Standard, section 9.2 (yeh, kaf, hamza carriers, teh marbuta); Armenian ligature: section 7.6.
 */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ['ي', 'ی'],
  ['ى', 'ی'],
  ['ئ', 'ی'],
  ['ك', 'ک'],
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['آ', 'ا'],
  ['ٱ', 'ا'],
  ['ؤ', 'و'],
  ['ة', 'ه'],
  ['ۀ', 'ه'],
  ['ء', ''],
  ['և', 'եւ'],
  ['ß', 'ss'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['æ', 'ae'],
  ['œ', 'oe'],
]);

/** The indexed spelling of one letter; the letter itself where it has no variant. */
export function foldLetter(letter: string): string {
  return VARIANTS.get(letter) ?? letter;
}
