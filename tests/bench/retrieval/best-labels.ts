import type { Ranked } from './contender.ts';

/** Labels that a question needs of a ranking. */
export const ENOUGH_LABELS = 3;

/** Each label once, by its best hit. @param hits best first */
export function bestLabels(hits: Iterable<Ranked>): readonly Ranked[] {
  const best = new Map<string, Ranked>();
  for (const hit of hits) {
    if (!best.has(hit.label)) best.set(hit.label, hit);
    if (best.size === ENOUGH_LABELS) break;
  }
  return [...best.values()];
}
