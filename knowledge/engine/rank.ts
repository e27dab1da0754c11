import type { ConfidenceSigns } from './confidence.ts';
import type { Label } from './samples.ts';
import type { SparseVector } from './vectorise.ts';

/** Label numbers by falling score; of equals the lower number first. */
export function rank(scores: Float32Array): readonly number[] {
  return Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** What the confidence is judged by, from the scores of one question and their order. */
export function signsOf(
  question: SparseVector,
  scores: Float32Array,
  ranked: readonly number[],
  labels: readonly Label[],
): ConfidenceSigns {
  const first = ranked[0] ?? 0;
  const refusing = ranked.find(label => label !== first && labels[label]?.kind === 'class');
  const top = scores[first] ?? -1;
  return {
    top,
    lead: top - (scores[ranked[1] ?? first] ?? -1),
    refusal: refusing === undefined ? -1 : (scores[refusing] ?? -1),
    known: question.known,
    isClass: labels[first]?.kind === 'class',
  };
}
