import { bestOf, leastOfBest } from './best-hits.ts';
import { rarity } from './bm25.ts';
import type { PassageParts } from './passage-format.ts';
import type { Hit, PassageIndex } from './passage-index.ts';
import { readTerms } from './read-terms.ts';
import type { TermTable } from './term-table.ts';

const DEFAULT_LIMIT = 10;
/** Sums of rounded numbers differ a little by their order: a bound must be missed by more than that. */
const SLACK = 1 + 1e-5;
/** Looking passages up one by one costs about so many times a step along the postings. */
const COST_OF_LOOKING_UP = 8;

/** One term of a question. */
interface Asked {
  readonly from: number;
  readonly to: number;
  /** Rarity times mentions in the question. */
  readonly weight: number;
  /** The most it can give to any passage. */
  readonly most: number;
}

/**
 * Searches term after term, the weightiest first. As soon as the terms that are left can't lift a passage not seen yet
 * among the best, they are looked up for the passages still in the running only (Turtle and Flood, "Query evaluation:
 * strategies and optimizations", 1995): frequent words, most of the work, are seldom read through.
 */
export function passageSearch(
  parts: PassageParts,
  table: TermTable,
  halves: Float32Array,
): PassageIndex['search'] {
  const { starts, ids, mentions, bounds } = parts;
  const { passages } = parts.header;
  const scores = new Float32Array(passages);
  const seen = new Uint32Array(passages);
  const running = new Uint32Array(passages);

  const asked = (text: string): readonly Asked[] => {
    const counts = new Map<number, number>();
    for (const term of readTerms(text)) {
      const number = table.find(term);
      if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const found = Array.from(counts, ([term, count]): Asked => {
      const from = starts[term] ?? 0;
      const to = starts[term + 1] ?? 0;
      const weight = rarity(passages, to - from) * count;
      return { from, to, weight, most: weight * (bounds[term] ?? 0) };
    });
    return found.sort((one, other) => other.most - one.most);
  };

  /** Reads all postings of a term. @returns how many passages have been seen now */
  const readAll = ({ from, to, weight }: Asked, seenBefore: number): number => {
    let count = seenBefore;
    for (let at = from; at < to; at += 1) {
      const passage = ids[at] ?? 0;
      const score = scores[passage] ?? 0;
      const times = mentions[at] ?? 0;
      if (score === 0) {
        seen[count] = passage;
        count += 1;
      }
      scores[passage] = score + (weight * times) / (times + (halves[passage] ?? 0));
    }
    return count;
  };

  /** Reads a term's postings for the passages that have a score already. */
  const readForScored = ({ from, to, weight }: Asked): void => {
    for (let at = from; at < to; at += 1) {
      const passage = ids[at] ?? 0;
      const score = scores[passage] ?? 0;
      const times = mentions[at] ?? 0;
      if (score > 0) scores[passage] = score + (weight * times) / (times + (halves[passage] ?? 0));
    }
  };

  const lookUp = ({ from, to, weight }: Asked, count: number): void => {
    for (let place = 0; place < count; place += 1) {
      const passage = running[place] ?? 0;
      const at = placeOf(ids, passage, from, to);
      if (ids[at] !== passage || at >= to) continue;
      const times = mentions[at] ?? 0;
      scores[passage] = (scores[passage] ?? 0) + (weight * times) / (times + (halves[passage] ?? 0));
    }
  };

  /** Keeps the passages in the running that can still get a score. @returns how many */
  const keep = (from: Uint32Array, count: number, needed: number): number => {
    let kept = 0;
    for (let place = 0; place < count; place += 1) {
      const passage = from[place] ?? 0;
      if ((scores[passage] ?? 0) < needed) continue;
      running[kept] = passage;
      kept += 1;
    }
    return kept;
  };

  return (text, limit = DEFAULT_LIMIT) => {
    const terms = asked(text);
    let left = terms.reduce((sum, { most }) => sum + most, 0) * SLACK;
    let seenCount = 0;
    let runningCount = -1;
    for (const term of terms) {
      if (runningCount < 0 && term.to - term.from > seenCount / 4) {
        const least = leastOfBest(seen, seenCount, scores, limit);
        if (left < least) runningCount = keep(seen, seenCount, least - left);
      } else if (runningCount > limit) {
        runningCount = keep(running, runningCount, leastOfBest(running, runningCount, scores, limit) - left);
      }
      if (runningCount < 0) seenCount = readAll(term, seenCount);
      else if (runningCount * COST_OF_LOOKING_UP > term.to - term.from) readForScored(term);
      else lookUp(term, runningCount);
      left -= term.most;
    }
    const hits =
      runningCount < 0
        ? bestOf(seen, seenCount, scores, limit)
        : bestOf(running, runningCount, scores, limit);
    const found = hits.map((passage): Hit => ({ passage, score: scores[passage] ?? 0 }));
    for (let place = 0; place < seenCount; place += 1) scores[seen[place] ?? 0] = 0;
    return found;
  };
}

/** The first place from which the passages are not below one. */
function placeOf(ids: Uint32Array, passage: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < passage) low = middle + 1;
    else high = middle;
  }
  return low;
}
