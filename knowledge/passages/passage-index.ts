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
  /**
   * How rare terms (as `readTerms` gives them) are among the passages: what one mention weighs, above 0. Those that no
   * passage has weigh most.
   */
  rarities(terms: readonly string[]): readonly number[];
  readonly stats: {
    readonly passages: number;
    readonly terms: number;
    /** Pairs of a passage and a term it has. */
    readonly postings: number;
    readonly bytes: number;
  };
}
