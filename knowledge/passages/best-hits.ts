/** The least score among the best `limit` of some passages; 0 where there are fewer. */
export function leastOfBest(
  passages: Uint32Array,
  count: number,
  scores: Float32Array,
  limit: number,
): number {
  if (count < limit) return 0;
  return scores[bestOf(passages, count, scores, limit).at(-1) ?? 0] ?? 0;
}

/**
 * The best of some passages, best first; of equals the lower number first. Sorted insertion into a short list: most
 * passages are turned away by one comparison.
 */
export function bestOf(
  passages: Uint32Array,
  count: number,
  scores: Float32Array,
  limit: number,
): readonly number[] {
  const best: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at += 1) {
    const passage = passages[at] ?? 0;
    const score = scores[passage] ?? 0;
    if (score < least) continue;
    if (best.length === limit && score === least && passage > (best[limit - 1] ?? 0)) continue;
    let place = best.length;
    while (place > 0 && isBefore(passage, score, best[place - 1] ?? 0, scores)) place -= 1;
    best.splice(place, 0, passage);
    if (best.length > limit) best.pop();
    if (best.length === limit) least = scores[best[limit - 1] ?? 0] ?? 0;
  }
  return best;
}

function isBefore(passage: number, score: number, other: number, scores: Float32Array): boolean {
  const otherScore = scores[other] ?? 0;
  return score > otherScore || (score === otherScore && passage < other);
}
