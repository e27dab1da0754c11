import type { Span } from './phrase-trie.ts';

/** A pattern ready to match: classes by number, distances in counted words. */
export interface CompiledPattern {
  readonly source: string;
  readonly groups: readonly (readonly CompiledStep[])[];
}

export interface CompiledStep {
  readonly classId: number;
  /** Most counted words between this and the step before. */
  readonly gap: number;
  /** Whether this may also stand before what came before it. */
  readonly eitherOrder: boolean;
}

export type Spans = ReadonlyMap<number, readonly Span[]>;

/** Where the whole pattern stands in the message; empty where it does not. Linear in the number of spans. */
export function matchPattern(pattern: CompiledPattern, spans: Spans, near: number): readonly Span[] {
  let result: readonly Span[] | undefined;
  for (const group of pattern.groups) {
    const found = matchGroup(group, spans);
    if (found.length === 0) return [];
    result = result === undefined ? found : pairUp(result, found, near);
    if (result.length === 0) return [];
  }
  return result ?? [];
}

function matchGroup(group: readonly CompiledStep[], spans: Spans): readonly Span[] {
  let reached: readonly Span[] | undefined;
  for (const step of group) {
    const found = spans.get(step.classId) ?? [];
    reached = reached === undefined ? found : join(reached, found, step);
    if (reached.length === 0) return [];
  }
  return reached ?? [];
}

function join(reached: readonly Span[], found: readonly Span[], step: CompiledStep): readonly Span[] {
  const inOrder = follow(reached, found, step.gap);
  return step.eitherOrder ? byStart([...inOrder, ...follow(found, byStart(reached), step.gap)]) : inOrder;
}

/** Those of `after` that stand at most `gap` words behind one of `before`, joined to the nearest such. */
function follow(before: readonly Span[], after: readonly Span[], gap: number): readonly Span[] {
  const byEnd = [...before].sort((a, b) => a.end - b.end);
  const joined: Span[] = [];
  let index = 0;
  let nearest: Span | undefined;
  for (const span of after) {
    for (; index < byEnd.length && (byEnd[index]?.end ?? 0) <= span.start; index++) nearest = byEnd[index];
    if (nearest !== undefined && span.from - nearest.to <= gap) {
      joined.push({ start: nearest.start, end: span.end, from: nearest.from, to: span.to });
    }
  }
  return joined;
}

function pairUp(one: readonly Span[], other: readonly Span[], near: number): readonly Span[] {
  return byStart([...follow(one, byStart(other), near), ...follow(other, byStart(one), near)]);
}

function byStart(list: readonly Span[]): readonly Span[] {
  return [...list].sort((a, b) => a.start - b.start);
}
