import { exactBm25 } from '../../knowledge/passages/exact-bm25.ts';
import { madeUpPassages } from './made-up-passages.ts';
import { COMPARED } from './measure-size.ts';

const LIMIT = 10;
/** Scores this close are equal: 32-bit sums. */
const CLOSE = 1e-3;

/**
 * Recall at 10 against weighing every passage: of the places in the exact list of ten, the share that is filled with a
 * passage of at least the exact tenth score, so that a tie can be broken either way.
 */
export function recallOf(
  lists: readonly (readonly (readonly number[])[])[],
  passages: number,
): readonly number[] {
  const madeUp = madeUpPassages();
  const exact = exactBm25(Array.from({ length: passages }, (_, number) => number).map(madeUp.passage));
  const right = lists.map(() => 0);
  let places = 0;
  madeUp.questions(COMPARED, passages).forEach(({ text }, at) => {
    const scores = exact(text);
    const best = scores
      .filter(score => score > 0)
      .sort()
      .reverse()
      .slice(0, LIMIT);
    const tenth = (best.at(-1) ?? 0) - CLOSE;
    places += best.length;
    lists.forEach((hits, list) => {
      const found = hits[at] ?? [];
      right[list] = (right[list] ?? 0) + found.filter(hit => (scores[hit] ?? 0) >= tenth).length;
    });
  });
  return right.map(count => count / (places || 1));
}
