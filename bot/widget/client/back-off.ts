const FIRST_MS = 400;
const LONGEST_MS = 15_000;

/**
 * Milliseconds to wait before a try: doubling, with full jitter, so that a thousand pages do not come back
 * at the same moment.
 * @param tries failed tries so far, from 0
 */
export function backOff(tries: number, random: () => number = Math.random): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
  return most / 4 + random() * most * 0.75;
}
