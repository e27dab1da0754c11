/** Times of single questions, in milliseconds, as percentiles. */
export interface Timings {
  readonly p50: number;
  readonly p99: number;
  /** How many times were taken. */
  readonly count: number;
}

/**
 * Asks all questions, one after the other, as often as `passes` says; a later pass is left out where the first takes
 * longer than `longMs`. Answers that come later are waited for within their time.
 *
 * @param options.clock milliseconds from any start; the wall's by default
 */
export async function timeQuestions<T>(
  questions: readonly T[],
  ask: (question: T) => unknown,
  { passes = 1, longMs = 15_000, clock = () => performance.now() } = {},
): Promise<Timings> {
  const begun = clock();
  const times: number[] = [];
  for (let pass = 0; pass < passes; pass += 1) {
    if (pass > 0 && clock() - begun > longMs) break;
    for (const question of questions) {
      const started = clock();
      const answer = ask(question);
      if (answer instanceof Promise) await answer;
      times.push(clock() - started);
    }
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}
