/** How a script is written in Latin letters; see `romanized` in `language-file.ts`. */
export interface Romanization {
  readonly letters: Readonly<Record<string, string>>;
  readonly latin: Readonly<Record<string, string>>;
  readonly drop: string;
}

/**
 * Makes words of a script and their Latin spellings meet in one skeleton: "не хочу" and "ne xochu" → "ne hochu",
 * "نمیخوام" and "nemikham" → "nmkm". There is no standard that people follow, so letters that are spelt in several
 * ways are made one, and letters that the script leaves out (`drop`) are left out.
 */
export function skeletonOf(romanization: Romanization): (word: string) => string {
  const script = oneOf(Object.keys(romanization.letters));
  const latin = oneOf(Object.keys(romanization.latin));
  const dropped = romanization.drop === '' ? /(?!)/g : new RegExp(`[${romanization.drop}]`, 'g');
  return word =>
    word
      .replace(script, letters => romanization.letters[letters] ?? letters)
      .replace(latin, letters => romanization.latin[letters] ?? letters)
      .replace(dropped, '')
      .replace(/(.)\1+/g, '$1');
}

/** Longest first, so that "shch" is not read as "sh". */
function oneOf(words: readonly string[]): RegExp {
  if (words.length === 0) return /(?!)/g;
  return new RegExp([...words].sort((a, b) => b.length - a.length).join('|'), 'g');
}
