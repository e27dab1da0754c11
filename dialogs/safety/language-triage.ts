import type { AlarmKind } from './alarm.ts';
import type { CompiledPattern, Spans } from './match-pattern.ts';
import { matchPattern } from './match-pattern.ts';
import type { PatternList } from './pattern-list.ts';
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
  readonly figures: PatternList<CompiledPattern>;
  readonly calm: PatternList<CompiledPattern>;
  readonly urgent: PatternList<CompiledPattern>;
  readonly signs: PatternList<CompiledSign>;
}

export interface Finding {
  readonly kind: AlarmKind;
  readonly sign: string;
  readonly language: string;
  readonly strength: Strength;
  readonly certain: boolean;
  /** The pattern that matched, as written in the data; for editors and tests. */
  readonly pattern: string;
}

/** What one language's data makes of a message. */
export interface Findings {
  readonly findings: readonly Finding[];
  /** The signs that were there with the words of a plain question around them; empty where the message is no question. */
  readonly calm: readonly string[];
}

const NOTHING: Findings = { findings: [], calm: [] };

/** Everything this language's data finds in the message, in the order of the data. */
export function findSigns(data: LanguageTriage, reading: Reading): Findings {
  const all = data.trie.find(reading);
  if (all.size === 0) return NOTHING;
  const spansOf = (pattern: CompiledPattern, spans: Spans) => matchPattern(pattern, spans, data.near);
  const taken = data.figures.mayStand(all).flatMap(pattern => spansOf(pattern, all));
  const spans = taken.length === 0 ? all : withoutTaken(all, taken, reading.ids.length);
  const hits = data.signs
    .mayStand(spans)
    .filter(sign => spansOf(sign.pattern, spans).some(span => isSure(reading, span)));
  if (hits.length === 0) return NOTHING;
  const urgent = data.urgent.mayStand(all).some(pattern => spansOf(pattern, all).length > 0);
  const calm = !urgent && data.calm.mayStand(all).some(pattern => spansOf(pattern, all).length > 0);
  const findings = hits.map(hit => ({
    kind: hit.kind,
    sign: hit.sign,
    language: data.language,
    strength: hit.strength,
    certain: hit.strength === 'doubt' ? urgent : !calm,
    pattern: hit.pattern.source,
  }));
  return { findings, calm: calm ? hits.map(hit => hit.sign) : [] };
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

/** Fewest romanised words (see `romanized.ts`), and letters of them, that are no accident. */
const FEWEST_ROMANIZED = { words: 2, letters: 8 } as const;

function isSure(reading: Reading, span: Span): boolean {
  let letters = 0;
  let words = 0;
  let plain = false;
  for (let index = span.start; index < span.end; index++) {
    const romanized = reading.romanized[index] ?? 0;
    letters += romanized;
    if (romanized > 0) words++;
    if (romanized === 0 && (reading.ids[index]?.length ?? 0) > 0 && reading.skipped[index] !== true)
      plain = true;
  }
  return words === 0 || plain || (words >= FEWEST_ROMANIZED.words && letters >= FEWEST_ROMANIZED.letters);
}
