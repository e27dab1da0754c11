import type { AlarmKind } from './alarm.ts';
import type { CompiledPattern, Spans } from './match-pattern.ts';
import { matchPattern } from './match-pattern.ts';
import type { PhraseTrie, Span } from './phrase-trie.ts';
import type { Reading, Spelling } from './reading.ts';

/** How sure a sign makes us; see `language-file.ts`. */
export type Strength = 'event' | 'mention' | 'doubt';

export interface CompiledSign {
  readonly kind: AlarmKind;
  readonly sign: string;
  readonly strength: Strength;
  readonly pattern: CompiledPattern;
}

/** One language's data, ready to match. */
export interface LanguageTriage {
  readonly language: string;
  readonly near: number;
  readonly spelling: Spelling;
  readonly trie: PhraseTrie;
  readonly figures: readonly CompiledPattern[];
  readonly calm: readonly CompiledPattern[];
  readonly urgent: readonly CompiledPattern[];
  readonly signs: readonly CompiledSign[];
}

export interface Finding {
  readonly kind: AlarmKind;
  readonly sign: string;
  readonly language: string;
  readonly certain: boolean;
  /** The pattern that matched, as written in the data; for editors and tests. */
  readonly pattern: string;
}

/** Everything this language's data finds in the message, in the order of the data. */
export function findSigns(data: LanguageTriage, reading: Reading): readonly Finding[] {
  const all = data.trie.find(reading);
  if (all.size === 0) return [];
  const matches = (pattern: CompiledPattern, spans: Spans) => matchPattern(pattern, spans, data.near);
  const taken = data.figures.flatMap(pattern => matches(pattern, all));
  const spans = taken.length === 0 ? all : withoutTaken(all, taken, reading.ids.length);
  const hits = data.signs.filter(sign => matches(sign.pattern, spans).length > 0);
  if (hits.length === 0) return [];
  const urgent = data.urgent.some(pattern => matches(pattern, all).length > 0);
  const calm = !urgent && data.calm.some(pattern => matches(pattern, all).length > 0);
  return hits
    .filter(hit => !(calm && hit.strength === 'mention' && hit.kind === 'emergency'))
    .map(hit => ({
      kind: hit.kind,
      sign: hit.sign,
      language: data.language,
      certain: hit.strength === 'doubt' ? urgent : !calm,
      pattern: hit.pattern.source,
    }));
}

function withoutTaken(spans: Spans, taken: readonly Span[], length: number): Spans {
  const used = new Uint8Array(length + 1);
  for (const span of taken) used.fill(1, span.start, span.end);
  const usedBefore = new Uint32Array(length + 1);
  for (let index = 0; index < length; index++)
    usedBefore[index + 1] = (usedBefore[index] ?? 0) + (used[index] ?? 0);
  const free = (span: Span) => usedBefore[span.end] === usedBefore[span.start];
  return new Map([...spans].map(([classId, list]) => [classId, list.filter(free)]));
}
