import { diffWords } from 'diff';

/** A stretch of text, and whether the other side lacks it. */
export interface DiffPart {
  readonly text: string;
  readonly differs: boolean;
}

/** Milliseconds after which all of both sides is marked: the same process answers members. */
const LONGEST_MS = 50;

/** Two texts for side by side: what only one of them has is marked, word by word. */
export function wordDiff(
  before: string,
  after: string,
): { readonly before: readonly DiffPart[]; readonly after: readonly DiffPart[] } {
  const parts = diffWords(before, after, { timeout: LONGEST_MS });
  if (!parts) return { before: [{ text: before, differs: true }], after: [{ text: after, differs: true }] };
  return {
    before: parts
      .filter(({ added }) => !added)
      .map(({ value, removed }) => ({ text: value, differs: removed })),
    after: parts
      .filter(({ removed }) => !removed)
      .map(({ value, added }) => ({ text: value, differs: added })),
  };
}
