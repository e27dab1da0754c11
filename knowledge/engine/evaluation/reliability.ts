/** One judged confidence. */
export interface Judged {
  /** [0, 1] */
  readonly confidence: number;
  readonly right: boolean;
  /** 1 by default. */
  readonly weight?: number;
}

interface ReliabilityBin {
  /** Confidences from here up to the next bin. */
  readonly from: number;
  readonly weight: number;
  readonly meanConfidence: number;
  readonly accuracy: number;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error, [0, 1]: mean distance of accuracy from confidence over the bins (Naeini et al., AAAI 2015). */
  readonly error: number;
}

const BINS = 10;

/** Parts the cases into ten bins of equal width and compares what was promised with what came true. */
export function reliabilityOf(cases: readonly Judged[]): Reliability {
  const sums = Array.from({ length: BINS }, () => ({ weight: 0, confidence: 0, right: 0 }));
  for (const { confidence, right, weight = 1 } of cases) {
    const bin = sums[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.weight += weight;
    bin.confidence += weight * confidence;
    bin.right += right ? weight : 0;
  }
  const all = sums.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const bins = sums.map(({ weight, confidence, right }, bin) => ({
    from: bin / BINS,
    weight,
    meanConfidence: weight > 0 ? confidence / weight : 0,
    accuracy: weight > 0 ? right / weight : 0,
  }));
  const error = bins.reduce(
    (sum, bin) => sum + (bin.weight / all) * Math.abs(bin.meanConfidence - bin.accuracy),
    0,
  );
  return { bins, error };
}
