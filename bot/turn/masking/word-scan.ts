/** A word or number of a line, `[start, end)` in the text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What stands between it and the word before. */
  readonly before: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-'][\p{L}\p{M}\p{N}]+)*/gu;

/** The words behind a place, on its line; at most `count`, within `reach` characters. Read no further than is asked for. */
export function* wordsFrom(text: string, from: number, count: number, reach = 160): Generator<Word> {
  const near = text.slice(from, from + reach);
  const lineEnd = near.indexOf('\n');
  const line = lineEnd === -1 ? near : near.slice(0, lineEnd);
  let end = 0;
  for (let left = count; left > 0; left--) {
    // Set each time: other words may have been read in between.
    WORD.lastIndex = end;
    const match = WORD.exec(line);
    if (match === null) return;
    const before = line.slice(end, match.index);
    end = match.index + match[0].length;
    yield { text: match[0], start: from + match.index, end: from + end, before };
  }
}
