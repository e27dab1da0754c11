import type { DenseWeights, TrainingSample } from './train-linear.ts';

export interface LikelihoodOptions {
  /** How much it weighs beside the margins, 0 for nothing. */
  readonly strength: number;
  /** How much of an average label's texts the language at large counts for (Dirichlet smoothing). */
  readonly smoothing: number;
}

/**
 * Adds a second opinion to the margins: how much likelier each label makes a feature than the language at large
 * (query likelihood with Dirichlet smoothing; Zhai and Lafferty, SIGIR 2001). It says more than a margin where a
 * label has few samples, and being a weighted sum too, it costs nothing at run time: its weights go into the others.
 *
 * @returns what a question pays a label for each unit of feature value: labels with more texts are no likelier for that
 */
export function addLikelihood(
  { weights, bias }: DenseWeights,
  samples: readonly TrainingSample[],
  { strength, smoothing }: LikelihoodOptions,
): Float32Array {
  const labels = bias.length;
  if (strength === 0) return new Float32Array(labels);
  const counts = new Float32Array(weights.length);
  const totals = new Float32Array(labels);
  for (const { ids, label, cost } of samples) {
    for (const feature of ids) {
      const place = feature * labels + label;
      counts[place] = (counts[place] ?? 0) + cost;
    }
    totals[label] = (totals[label] ?? 0) + cost * ids.length;
  }
  const average = totals.reduce((sum, total) => sum + total, 0) / labels;
  for (let row = 0; row < counts.length; row += labels) {
    let everywhere = 0.5;
    for (let label = 0; label < labels; label += 1) everywhere += counts[row + label] ?? 0;
    const expected = (smoothing * everywhere) / labels;
    for (let label = 0; label < labels; label += 1) {
      const count = counts[row + label] ?? 0;
      if (count > 0)
        weights[row + label] = (weights[row + label] ?? 0) + strength * Math.log1p(count / expected);
    }
  }
  return totals.map(total => strength * Math.log1p(total / (smoothing * average || 1)));
}
