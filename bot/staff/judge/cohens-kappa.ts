/** How far two judges agree beyond chance. */
export interface Agreement {
  /** Things that both judged. */
  readonly pairs: number;
  /** Share on which they agree, [0, 1]. */
  readonly observed: number;
  /** Share on which they would agree if each judged at random, with their own habits, [0, 1]. */
  readonly expected: number;
  /** (observed − expected) / (1 − expected); null where chance alone already explains all. */
  readonly kappa: number | null;
}

/**
 * Cohen's κ of two judges who put the same things into the same classes (Educational and Psychological
 * Measurement 20, 1960, 37–46).
 * @param pairs verdicts on one thing each: the first judge's, the second judge's
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): Agreement {
  const count = pairs.length;
  if (count === 0) return { pairs: 0, observed: 0, expected: 0, kappa: null };
  const classes = [...new Set(pairs.flat())];
  const share = (matches: (pair: readonly [string, string]) => boolean) =>
    pairs.filter(matches).length / count;
  const observed = share(([one, other]) => one === other);
  const expected = classes.reduce(
    (sum, of) => sum + share(([one]) => one === of) * share(([, other]) => other === of),
    0,
  );
  return {
    pairs: count,
    observed,
    expected,
    kappa: expected >= 1 ? null : (observed - expected) / (1 - expected),
  };
}
