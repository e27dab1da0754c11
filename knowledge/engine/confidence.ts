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
  /** The first candidate is a class. */
  readonly isClass: boolean;
}

/** Weights of the logistic curve, first the constant. Fitted at build (see `fitCalibration`). */
export type Calibration = readonly number[];

/** The numbers that the curve weighs, the constant first. Bounded, so that an odd question can't run away. */
export function confidenceInputs(signs: ConfidenceSigns): readonly number[] {
  return [
    1,
    clamp(signs.top, -2, 2),
    Math.min(signs.lead, 2),
    clamp(signs.refusal, -2, 2),
    signs.known,
    signs.isClass ? 1 : 0,
  ];
}

/** P(the first candidate is right), within (0, 1). */
export function confidenceOf(calibration: Calibration, signs: ConfidenceSigns): number {
  return confidenceFrom(calibration, confidenceInputs(signs));
}

/** The logistic curve itself. */
export function confidenceFrom(calibration: Calibration, inputs: readonly number[]): number {
  const sum = inputs.reduce((total, input, at) => total + input * (calibration[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
