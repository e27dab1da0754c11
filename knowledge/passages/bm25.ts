/** How passages are weighed (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
export interface Bm25Options {
  /** How soon one more mention of a term stops counting; from 0, 1.2 by default. */
  readonly k1: number;
  /** How much long passages are held back, [0, 1]; 0.75 by default. */
  readonly b: number;
}

export const DEFAULT_BM25: Bm25Options = { k1: 1.2, b: 0.75 };

/** What one mention of a term in the question weighs: much for a rare term, never below zero. */
export function rarity(passages: number, withTerm: number): number {
  return Math.log(1 + (passages - withTerm + 0.5) / (withTerm + 0.5));
}

/** How many mentions of a term earn half of what it can earn, in a passage of a length (in terms). */
export function halfway({ k1, b }: Bm25Options, length: number, averageLength: number): number {
  return k1 * (1 - b + (b * length) / (averageLength || 1));
}

/** What some mentions of a term in a passage earn, [0, 1), times {@link rarity}. */
export function saturation(mentions: number, half: number): number {
  return mentions / (mentions + half);
}
