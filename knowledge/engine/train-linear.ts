import { hashEnd, hashSeed } from './hash.ts';

/** One text to learn from. */
export interface TrainingSample {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  readonly label: number;
  /** Any number, 32 bits unsigned, that stays the same for the same text and label whatever else is learnt. */
  readonly key: number;
  /** How much a mistake on it costs: 1 for a question of a member, less for a title or a line of an article. */
  readonly cost: number;
}

export interface LinearOptions {
  readonly features: number;
  readonly labels: number;
  /** Cost of a mistake against the size of the weights (liblinear's C). */
  readonly cost: number;
  /** Rounds over all samples. From the third on only labels that press on a sample are looked at. */
  readonly rounds: number;
  readonly seed: number;
}

/** Weights features × labels, row by row, and a bias a label. */
export interface DenseWeights {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Rounds in which every label is looked at. */
const FULL_ROUNDS = 2;
/** A label that presses less on a sample is not looked at again for it. */
const LEAST_PRESSURE = 0.02;

/**
 * One-against-the-rest support vector machines with squared hinge loss, by dual coordinate descent (Hsieh et al.,
 * "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 1), all labels in one sweep over
 * the samples: on short questions it beat softmax by gradient descent, naive Bayes and a small neural network.
 * Chosen over them also since its margin says "none of these" when all labels refuse.
 */
export function trainLinear(given: readonly TrainingSample[], options: LinearOptions): DenseWeights {
  const samples = given.map(paddedToFours);
  const { labels } = options;
  const weights = new Float32Array(options.features * labels);
  const bias = new Float32Array(labels);
  const dense = { weights, bias };
  const pressure = new Float32Array(samples.length * labels);
  const pressing: Uint16Array[] = [];
  const everyLabel = Uint16Array.from({ length: labels }, (_, label) => label);
  const margins = new Float32Array(labels);
  const steps = new Float32Array(labels);
  const moved = new Uint16Array(labels);
  const order = Int32Array.from(samples.keys());

  for (let round = 0; round < options.rounds; round += 1) {
    mix(order, samples, options.seed + round);
    for (const index of order) {
      const sample = samples[index];
      if (sample === undefined) continue;
      const looked = round < FULL_ROUNDS ? everyLabel : (pressing[index] ?? everyLabel);
      if (looked === everyLabel) everyMargin(sample, dense, margins);
      else someMargins(sample, dense, looked, margins);
      const softness = 1 / (2 * options.cost * sample.cost);
      const curvature = squaredLength(sample.values) + 1 + softness;
      let movedCount = 0;
      for (let place = 0; place < looked.length; place += 1) {
        const label = looked[place] ?? 0;
        const side = label === sample.label ? 1 : -1;
        const before = pressure[index * labels + label] ?? 0;
        const slope = side * (margins[place] ?? 0) - 1 + before * softness;
        const after = Math.max(0, before - slope / curvature);
        if (after === before) continue;
        pressure[index * labels + label] = after;
        steps[movedCount] = (after - before) * side;
        moved[movedCount] = label;
        movedCount += 1;
      }
      step(sample, dense, steps, moved, movedCount);
      if (round === FULL_ROUNDS - 1) {
        pressing[index] = everyLabel.filter(
          label => label === sample.label || (pressure[index * labels + label] ?? 0) > LEAST_PRESSURE,
        );
      }
    }
  }
  return dense;
}

/**
 * Another order in each round, but the same for two samples whatever stands between them: one sample more moves no
 * other, and so changes hardly a weight that has nothing to do with it.
 */
function mix(order: Int32Array, samples: readonly TrainingSample[], round: number): void {
  const places = Uint32Array.from(samples, ({ key }) => hashEnd(key ^ hashSeed(round)));
  order.sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0) || one - other);
}

function squaredLength(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Fills up to a multiple of four features with the first one, times nothing: the loops below take four a step. */
function paddedToFours(sample: TrainingSample): TrainingSample {
  const length = Math.ceil(sample.ids.length / 4) * 4;
  const ids = new Int32Array(length);
  const values = new Float32Array(length);
  ids.set(sample.ids);
  values.set(sample.values);
  return { ...sample, ids, values };
}

/** Margins of every label. Four features a step: twice as fast as one, since each sum is read and written once. */
function everyMargin(sample: TrainingSample, { weights, bias }: DenseWeights, margins: Float32Array): void {
  const labels = bias.length;
  const { ids, values } = sample;
  margins.set(bias);
  for (let at = 0; at < ids.length; at += 4) {
    const row0 = (ids[at] ?? 0) * labels;
    const row1 = (ids[at + 1] ?? 0) * labels;
    const row2 = (ids[at + 2] ?? 0) * labels;
    const row3 = (ids[at + 3] ?? 0) * labels;
    const value0 = values[at] ?? 0;
    const value1 = values[at + 1] ?? 0;
    const value2 = values[at + 2] ?? 0;
    const value3 = values[at + 3] ?? 0;
    for (let label = 0; label < labels; label += 1) {
      margins[label] =
        (margins[label] ?? 0) +
        value0 * (weights[row0 + label] ?? 0) +
        value1 * (weights[row1 + label] ?? 0) +
        value2 * (weights[row2 + label] ?? 0) +
        value3 * (weights[row3 + label] ?? 0);
    }
  }
}

/** Margins of the labels in `looked`, in that order. Four features a step, so that four reads of memory go on at once. */
function someMargins(
  { ids, values }: TrainingSample,
  { weights, bias }: DenseWeights,
  looked: Uint16Array,
  margins: Float32Array,
): void {
  const labels = bias.length;
  for (let place = 0; place < looked.length; place += 1) {
    const label = looked[place] ?? 0;
    let margin = bias[label] ?? 0;
    for (let at = 0; at < ids.length; at += 4) {
      margin +=
        (values[at] ?? 0) * (weights[(ids[at] ?? 0) * labels + label] ?? 0) +
        (values[at + 1] ?? 0) * (weights[(ids[at + 1] ?? 0) * labels + label] ?? 0) +
        (values[at + 2] ?? 0) * (weights[(ids[at + 2] ?? 0) * labels + label] ?? 0) +
        (values[at + 3] ?? 0) * (weights[(ids[at + 3] ?? 0) * labels + label] ?? 0);
    }
    margins[place] = margin;
  }
}

function step(
  sample: TrainingSample,
  { weights, bias }: DenseWeights,
  steps: Float32Array,
  moved: Uint16Array,
  count: number,
): void {
  const labels = bias.length;
  for (let place = 0; place < count; place += 1) {
    const label = moved[place] ?? 0;
    bias[label] = (bias[label] ?? 0) + (steps[place] ?? 0);
  }
  for (let at = 0; at < sample.ids.length; at += 1) {
    const row = (sample.ids[at] ?? 0) * labels;
    const value = sample.values[at] ?? 0;
    for (let place = 0; place < count; place += 1) {
      const weight = row + (moved[place] ?? 0);
      weights[weight] = (weights[weight] ?? 0) + value * (steps[place] ?? 0);
    }
  }
}
