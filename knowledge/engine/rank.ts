import type { ConfidenceSigns } from './confidence.ts';
import type { Label } from './samples.ts';
import type { SparseVector } from './vectorise.ts';

/** Labels are numbered in 16 bits (see `LinearModel`). */
const MOST_LABELS = 65_536;

/** Label numbers by falling score; of equals the lower number first. */
export function rank(scores: Float32Array): readonly number[] {
  // Score and label in one number, so that it is sorted without a comparison in JavaScript: as integers, the bits of
  // floats stand in the order of the floats, those below zero turned round (IEEE 754).
  const bits = new Int32Array(scores.buffer, scores.byteOffset, scores.length);
  const keys = new Float64Array(scores.length);
  for (let label = 0; label < keys.length; label += 1) {
    const pattern = bits[label] ?? 0;
    const order = pattern >= 0 ? pattern : -(pattern & 0x7fff_ffff);
    keys[label] = label - order * MOST_LABELS;
  }
  return Array.from(keys.sort(), key => ((key % MOST_LABELS) + MOST_LABELS) % MOST_LABELS);
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
