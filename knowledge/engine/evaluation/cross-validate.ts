import { fitCalibration, type HeldBackCase, heldBackCases } from '../calibrate.ts';
import { confidenceFrom } from '../confidence.ts';
import { seededRandom } from '../random.ts';
import { samplesOf } from '../samples.ts';
import { conceptsOf, type SynonymGroup } from '../synonyms.ts';
import type { Tuning } from '../tuning.ts';
import type { TrainingDocument } from '../types.ts';
import { type Reliability, reliabilityOf } from './reliability.ts';

export interface CrossValidation {
  /** Held-back questions judged. */
  readonly questions: number;
  /** Share with the right topic or class first, and among the first three. */
  readonly first: number;
  readonly firstThree: number;
  /** Of confidences whose curve was fitted on the other half of the cases. */
  readonly reliability: Reliability;
}

const SEED = 11;

/** Judges models on questions that they never saw, and the confidence on cases that its curve never saw. */
export function crossValidate(
  documents: readonly TrainingDocument[],
  synonyms: readonly SynonymGroup[],
  tuning: Tuning,
): CrossValidation {
  const samples = samplesOf(documents, tuning.learning);
  const cases = heldBackCases(samples, conceptsOf(synonyms), tuning);
  const known = cases.filter(({ unknown }) => !unknown);
  const share = (count: number) => count / (known.length || 1);
  return {
    questions: known.length,
    first: share(known.filter(({ right }) => right).length),
    firstThree: share(known.filter(({ ranked, sample }) => ranked.slice(0, 3).includes(sample.label)).length),
    reliability: reliabilityOf(twoHalves(cases, tuning)),
  };
}

function twoHalves(cases: readonly HeldBackCase[], tuning: Tuning) {
  const random = seededRandom(SEED);
  const halves: [HeldBackCase[], HeldBackCase[]] = [[], []];
  for (const one of cases) halves[random() < 0.5 ? 0 : 1].push(one);
  return [halves, halves.toReversed()].flatMap(([fitted = [], judged = []]) => {
    const calibration = fitCalibration(fitted, tuning.calibration);
    return judged.map(({ inputs, right, weight }) => ({
      confidence: confidenceFrom(calibration, inputs),
      right,
      weight,
    }));
  });
}
