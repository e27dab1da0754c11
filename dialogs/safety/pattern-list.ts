import type { CompiledPattern, Spans } from './match-pattern.ts';

/** Patterns, or what has one, in the order of the data; those that may stand in a message are found without a look at the others. */
export interface PatternList<T> {
  /** Those whose first class stands in the message, in the order of the data. */
  mayStand(spans: Spans): readonly T[];
}

/** Makes the list; a pattern without a class never stands. */
export function patternList<T>(items: readonly T[], patternOf: (item: T) => CompiledPattern): PatternList<T> {
  const places = new Map<number, number[]>();
  for (const [place, item] of items.entries()) {
    const first = patternOf(item).groups[0]?.[0];
    if (first === undefined) continue;
    const known = places.get(first.classId);
    if (known) known.push(place);
    else places.set(first.classId, [place]);
  }
  return {
    mayStand: spans => {
      const found: number[] = [];
      for (const classId of spans.keys()) found.push(...(places.get(classId) ?? []));
      return found.sort((a, b) => a - b).flatMap(place => items[place] ?? []);
    },
  };
}
