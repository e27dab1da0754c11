/** A word or number of a line, `[start, end)` in the text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What stands between it and the word before. */
  readonly before: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-'][\p{L}\p{M}\p{N}]+)*/gu;

/** The words behind a place, on its line; at most `count`, within `reach` characters. */
export function wordsFrom(text: string, from: number, count: number, reach = 160): readonly Word[] {
  const line = text.slice(from, from + reach).split('\n')[0] ?? '';
  const words: Word[] = [];
  let end = 0;
  for (const match of line.matchAll(WORD)) {
    if (words.length >= count) break;
    words.push({
      text: match[0],
      start: from + match.index,
      end: from + match.index + match[0].length,
      before: line.slice(end, match.index),
    });
    end = match.index + match[0].length;
  }
  return words;
}
