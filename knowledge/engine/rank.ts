import type { ConfidenceSigns } from './confidence.ts';
import type { Label } from './samples.ts';
import type { SparseVector } from './vectorise.ts';

/** Numbers of the `most` labels with the highest scores, by falling score; of equals the lower number first. */
export function best(scores: Float32Array, most: number): readonly number[] {
  const found: number[] = [];
  for (let label = 0; label < scores.length; label += 1) {
    const score = scores[label] ?? 0;
    if (found.length === most && score <= (scores[found[most - 1] ?? 0] ?? 0)) continue;
    let place = found.length === most ? most - 1 : found.length;
    for (; place > 0 && (scores[found[place - 1] ?? 0] ?? 0) < score; place -= 1)
      found[place] = found[place - 1] ?? 0;
    found[place] = label;
  }
  return found;
}

/**
 * What the confidence is judged by, from the scores of one question.
 * @param ranked at least the first two labels
 */
export function signsOf(
  question: SparseVector,
  scores: Float32Array,
  ranked: readonly number[],
  labels: readonly Label[],
): ConfidenceSigns {
  const first = ranked[0] ?? 0;
  let refusal: number | null = null;
  for (let label = 0; label < scores.length; label += 1) {
    if (label === first || labels[label]?.kind !== 'class') continue;
    const score = scores[label] ?? -1;
    if (refusal === null || score > refusal) refusal = score;
  }
  const top = scores[first] ?? -1;
  return {
    top,
    lead: top - (scores[ranked[1] ?? first] ?? -1),
    refusal: refusal ?? -1,
    known: question.known,
    isClass: labels[first]?.kind === 'class',
  };
}
