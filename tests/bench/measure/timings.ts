/** Times of single questions, in milliseconds, as percentiles. */
export interface Timings {
  readonly p50: number;
  readonly p99: number;
  /** How many times were taken. */
  readonly count: number;
}

/** Passes that are timed after one to warm up. */
const PASSES = 3;

/**
 * Asks all questions once to warm up, then three times more; where the first pass takes longer than `mostMs`, it is all
 * there is. Answers that come later are waited for within their time.
 */
export async function timeQuestions<T>(
  questions: readonly T[],
  ask: (question: T) => unknown,
  { mostMs = 15_000 } = {},
): Promise<Timings> {
  const started = performance.now();
  const first = await timePass(questions, ask);
  if (performance.now() - started > mostMs) return percentiles(first);
  const times: number[] = [];
  for (let pass = 0; pass < PASSES; pass += 1) times.push(...(await timePass(questions, ask)));
  return percentiles(times);
}

async function timePass<T>(questions: readonly T[], ask: (question: T) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const question of questions) {
    const started = performance.now();
    const answer = ask(question);
    if (answer instanceof Promise) await answer;
    times.push(performance.now() - started);
  }
  return times;
}

function percentiles(times: number[]): Timings {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}
