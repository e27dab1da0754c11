import { halfway } from './bm25.ts';
import { decodePassages } from './passage-format.ts';
import { passageSearch } from './passage-search.ts';
import { TermTable } from './term-table.ts';

/** A passage that a search found. */
export interface Hit {
  /** Number of the passage, as `PassageBuilder.add` gave it. */
  readonly passage: number;
  /** BM25, above 0. */
  readonly score: number;
}

export interface PassageIndex {
  /**
   * The passages that fit best, best first; of equals the lower number first. Exact: the same as weighing every
   * passage. Never throws, whatever the text.
   *
   * @param limit most hits given back, from 1; 10 by default
   */
  search(text: string, limit?: number): readonly Hit[];
  readonly stats: {
    readonly passages: number;
    readonly terms: number;
    /** Pairs of a passage and a term it has. */
    readonly postings: number;
    readonly bytes: number;
  };
}

/**
 * A passage index over the bytes that `PassageBuilder.finish` gave. Views, not copies: don't change the bytes afterwards.
 *
 * @throws IndexError where the bytes are no passage index, one of another version, or cut off
 */
export function loadPassages(bytes: Uint8Array): PassageIndex {
  const parts = decodePassages(bytes);
  const { passages, terms, postings } = parts.header;
  const total = parts.lengths.reduce((sum, length) => sum + length, 0);
  const halves = Float32Array.from(parts.lengths, length =>
    halfway(parts.header, length, total / (passages || 1)),
  );
  return {
    search: passageSearch(parts, TermTable.of(parts.first, parts.second), halves),
    stats: { passages, terms, postings, bytes: bytes.length },
  };
}
