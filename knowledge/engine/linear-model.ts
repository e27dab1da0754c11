import type { DenseWeights } from './train-linear.ts';
import type { SparseVector } from './vectorise.ts';

/**
 * One margin a label: bias + Σ value · (weight − length cost). Weights are kept by feature, only where a label has one, as 16-bit
 * numbers times one scale. Typed arrays that can be views on a file.
 */
export interface LinearModel {
  /** For each feature, where its weights begin; one more at the end. */
  readonly starts: Uint32Array;
  /** Weight in the upper 16 bits, label in the lower (see {@link labelOf}, {@link weightOf}): one look at memory gives both. */
  readonly weights: Int32Array;
  /** Float: what a weight of 1 stands for. */
  readonly scale: number;
  readonly bias: Float32Array;
  /** For each label, what one unit of feature value costs it (see `addLikelihood`). */
  readonly lengthCost: Float32Array;
}

/** The label of an entry of `LinearModel.weights`. */
export function labelOf(entry: number): number {
  return entry & 0xffff;
}

/** The weight of an entry of `LinearModel.weights`, in units of `scale`. */
export function weightOf(entry: number): number {
  return entry >> 16;
}

/** Margins of words and of letters apart, so that an explanation can tell them from each other. */
export interface Margins {
  readonly words: Float32Array;
  readonly letters: Float32Array;
  /** What a label starts from: bias − length cost of the question. */
  readonly base: Float32Array;
  /** base + words + letters */
  readonly total: Float32Array;
}

export function marginsOf(model: LinearModel, question: SparseVector): Margins {
  const { ids, wordCount, wordValue, letterValue } = question;
  const { bias, lengthCost, scale } = model;
  const count = bias.length;
  const wordSums = new Int32Array(count);
  const letterSums = new Int32Array(count);
  addWeights(model, ids, 0, wordCount, wordSums);
  addWeights(model, ids, wordCount, ids.length, letterSums);
  const length = wordCount * wordValue + (ids.length - wordCount) * letterValue;
  const words = new Float32Array(count);
  const letters = new Float32Array(count);
  const base = new Float32Array(count);
  const total = new Float32Array(count);
  for (let label = 0; label < count; label += 1) {
    words[label] = (wordSums[label] ?? 0) * scale * wordValue;
    letters[label] = (letterSums[label] ?? 0) * scale * letterValue;
    base[label] = (bias[label] ?? 0) - length * (lengthCost[label] ?? 0);
    total[label] = (base[label] ?? 0) + (words[label] ?? 0) + (letters[label] ?? 0);
  }
  return { words, letters, base, total };
}

/** Of features that all have the same value: whole numbers are summed, and the sums are multiplied. */
function addWeights(
  { starts, weights }: LinearModel,
  ids: Int32Array,
  from: number,
  to: number,
  sums: Int32Array,
): void {
  for (let at = from; at < to; at += 1) {
    const feature = ids[at] ?? 0;
    const stop = starts[feature + 1] ?? 0;
    for (let place = starts[feature] ?? 0; place < stop; place += 1) {
      const entry = weights[place] ?? 0;
      const label = labelOf(entry);
      sums[label] = (sums[label] ?? 0) + weightOf(entry);
    }
  }
}

const MOST = 32_767;

/**
 * Packs weights features × labels, row by row. Drops weights below `least` (their sum over a question stays within the noise of the model) and rounds the rest.
 */
export function compressWeights(
  { weights: dense, bias }: DenseWeights,
  lengthCost: Float32Array,
  least: number,
): LinearModel {
  const labelCount = bias.length;
  const features = dense.length / labelCount;
  let kept = 0;
  let largest = 1e-9;
  for (let at = 0; at < dense.length; at += 1) {
    const size = Math.abs(dense[at] ?? 0);
    if (size >= least) kept += 1;
    if (size > largest) largest = size;
  }
  const starts = new Uint32Array(features + 1);
  const weights = new Int32Array(kept);
  const scale = largest / MOST;
  let place = 0;
  for (let feature = 0; feature < features; feature += 1) {
    starts[feature] = place;
    const row = feature * labelCount;
    for (let label = 0; label < labelCount; label += 1) {
      const weight = dense[row + label] ?? 0;
      if (Math.abs(weight) < least) continue;
      weights[place] = (Math.round(weight / scale) << 16) | label;
      place += 1;
    }
  }
  starts[features] = place;
  return { starts, weights, scale, bias, lengthCost };
}
