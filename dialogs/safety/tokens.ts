/** A word, or one character of a script that writes no spaces between words. */
export interface Token {
  readonly text: string;
  /** Whether a sentence or line ended before it. */
  readonly afterBreak: boolean;
}

/**
 * Scripts read character by character: no spaces (Han, Khmer), or spaces that people leave out (Hangul). Data for
 * them needs no word segmentation, and "죽고싶어요" equals "죽고 싶어요".
 */
const BY_CHARACTER = '\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Khmer}';
/** A Khmer consonant or vowel with all that is written around it: "ផ្ទះ" is not "ទះ". */
const KHMER_CLUSTER = '[\\u1780-\\u17b3](?:\\u17d2[\\u1780-\\u17b3]|[\\u17b6-\\u17d1\\u17d3\\u17dd])*';
const PIECE = new RegExp(
  `${KHMER_CLUSTER}|[${BY_CHARACTER}]|(?:(?![${BY_CHARACTER}])[\\p{L}\\p{M}\\p{N}])+|\\p{Extended_Pictographic}|[.!?\\n;。！？؟։។…]`,
  'gu',
);
const BREAK = /^[.!?\n;。！？؟։។…]$/;

/** Splits folded text. Letters spelled out one by one ("s u i c i d e") are put together first. */
export function tokenize(folded: string): readonly Token[] {
  const tokens: Token[] = [];
  let afterBreak = false;
  for (const piece of joinSpelled(folded).match(PIECE) ?? []) {
    if (BREAK.test(piece)) {
      afterBreak = true;
      continue;
    }
    tokens.push({ text: piece, afterBreak });
    afterBreak = false;
  }
  return tokens;
}

const SPELLED = /(?<![\p{L}\p{N}])(?:\p{Script=Latin}[ .\-_*]){4,}\p{Script=Latin}(?![\p{L}\p{N}])/gu;

function joinSpelled(text: string): string {
  return text.replace(SPELLED, spelled => spelled.replace(/[ .\-_*]/g, ''));
}
