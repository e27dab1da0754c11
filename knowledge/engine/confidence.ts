/**
 * What the confidence is judged by; each says how sure the ranking looks. All are known before any label is.
 */
export interface ConfidenceSigns {
  /** Margin of the first candidate, without priors. */
  readonly top: number;
  /** How far the second is behind. */
  readonly lead: number;
  /** Best margin among the classes other than the first candidate; what speaks for "not a topic at all". */
  readonly refusal: number;
  /** Share of the question's words that the index knows. */
  readonly known: number;
  /** Words in the question. */
  readonly length: number;
}

/** Weights of the logistic curve, first the constant. Fitted at build (see `fitCalibration`). */
export type Calibration = readonly number[];

/** The numbers that the curve weighs, the constant first. Bounded, so that an odd question can't run away. */
export function confidenceInputs(signs: ConfidenceSigns): readonly number[] {
  const top = clamp(signs.top, -2, 2);
  return [
    1,
    top,
    Math.min(signs.lead, 2),
    clamp(signs.refusal, -1.5, 1),
    signs.known,
    Math.log1p(Math.min(signs.length, 60)) / 4,
    top * signs.known,
    top * top,
  ];
}

/** P(the first candidate is right), within (0, 1). */
export function confidenceOf(calibration: Calibration, signs: ConfidenceSigns): number {
  const sum = confidenceInputs(signs).reduce((total, input, at) => total + input * (calibration[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
