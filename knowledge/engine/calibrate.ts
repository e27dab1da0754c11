import { type Calibration, confidenceInputs } from './confidence.ts';
import { fitLogistic, type LogisticCase } from './fit-logistic.ts';
import { learn } from './learn.ts';
import { marginsOf } from './linear-model.ts';
import { seededRandom } from './random.ts';
import { best, signsOf } from './rank.ts';
import type { Label, Sample, Samples } from './samples.ts';
import type { Concepts } from './synonyms.ts';
import type { Tuning } from './tuning.ts';
import { vectoriser } from './vectorise.ts';

/** Labels kept of a case: cross-validation asks whether the right one is among the first three. */
const MOST_RANKED = 3;

/** A question that a fold held back, as a model that never saw it judged it. */
export interface HeldBackCase extends LogisticCase {
  readonly sample: Sample;
  /** Its topic was taken out whole: no answer is right. */
  readonly unknown: boolean;
  /** The {@link MOST_RANKED} first labels, best first. */
  readonly ranked: readonly number[];
}

/** One fold's parting of the samples. */
interface Fold {
  readonly learnt: readonly Sample[];
  readonly held: readonly Sample[];
  readonly unknown: readonly Sample[];
}

/** How many folds a set of this size gets: a small set needs more of them to have enough cases. */
function foldCount(samples: number, tuning: Tuning['calibration']): number {
  return Math.max(1, Math.min(tuning.mostFolds, Math.round(tuning.samples / Math.max(1, samples))));
}

/** Judges held-back questions, and questions whose topic was taken out, with models that never saw them. */
export function heldBackCases(
  { labels, samples }: Samples,
  concepts: Concepts,
  tuning: Tuning,
  onFold: (fold: number, folds: number) => void = () => {},
): readonly HeldBackCase[] {
  const folds = foldCount(samples.length, tuning.calibration);
  const cases: HeldBackCase[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    onFold(fold, folds);
    const parts = partSamples({ labels, samples }, tuning.calibration, fold);
    const { table, model } = learn(parts.learnt, labels.length, concepts, tuning.learning);
    const vectorise = vectoriser(table, concepts);
    const weights = caseWeights(parts, labels, tuning.calibration);
    const judge = (sample: Sample, unknown: boolean): HeldBackCase => {
      const question = vectorise(sample.text);
      const scores = marginsOf(model, question).total;
      const ranked = best(scores, MOST_RANKED);
      const inputs = confidenceInputs(signsOf(question, scores, ranked, labels));
      const right = !unknown && ranked[0] === sample.label;
      return { sample, unknown, ranked, inputs, right, weight: weights(sample, unknown) };
    };
    cases.push(
      ...parts.held.map(sample => judge(sample, false)),
      ...parts.unknown.map(sample => judge(sample, true)),
    );
  }
  return cases;
}

/** Weighs the cases so that questions for classes, and on no known topic, have the shares that are calibrated for. */
function caseWeights(
  { held, unknown }: Fold,
  labels: readonly Label[],
  { classShare, unknownShare }: Tuning['calibration'],
): (sample: Sample, unknown: boolean) => number {
  const isClass = ({ label }: Sample) => labels[label]?.kind === 'class';
  const ofClasses = held.filter(isClass).length;
  const ofTopics = held.length - ofClasses;
  const mass = ofTopics / (1 - (ofClasses > 0 ? classShare : 0) - (unknown.length > 0 ? unknownShare : 0));
  return (sample, isUnknown) => {
    if (isUnknown) return (mass * unknownShare) / unknown.length;
    return isClass(sample) ? (mass * classShare) / ofClasses : 1;
  };
}

export function fitCalibration(cases: readonly HeldBackCase[], tuning: Tuning['calibration']): Calibration {
  return fitLogistic(cases, tuning.ridge);
}

const SEED = 101;

function partSamples({ labels, samples }: Samples, tuning: Tuning['calibration'], fold: number): Fold {
  const random = seededRandom(SEED + fold);
  const takenOut = new Set<number>();
  labels.forEach(({ kind }, label) => {
    if (random() < tuning.unknownTopics && kind === 'topic') takenOut.add(label);
  });
  const parts = { learnt: [] as Sample[], held: [] as Sample[], unknown: [] as Sample[] };
  for (const sample of samples) {
    const isClass = labels[sample.label]?.kind === 'class';
    const drawn = random() < (isClass ? tuning.classHeldBack : tuning.heldBack);
    if (takenOut.has(sample.label)) {
      if (sample.question) parts.unknown.push(sample);
    } else if (sample.question && drawn) parts.held.push(sample);
    else parts.learnt.push(sample);
  }
  return parts;
}
