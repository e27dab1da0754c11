/** A share and what it can be in truth. */
export interface Interval {
  readonly share: number;
  /** 95 % bounds, [0, 1]. */
  readonly low: number;
  readonly high: number;
}

/** 97.5 % point of the normal distribution: two-sided 95 %. */
const Z = 1.959964;

/**
 * Wilson's score interval of a share that was seen in a sample (Journal of the American Statistical Association 22,
 * 1927, 209–212): it holds for small samples and shares near 0 and 1 too. Null for an empty sample.
 */
export function wilson(hits: number, sample: number): Interval | null {
  if (sample === 0) return null;
  const share = hits / sample;
  const scale = 1 + (Z * Z) / sample;
  const middle = (share + (Z * Z) / (2 * sample)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / sample + (Z * Z) / (4 * sample * sample));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
