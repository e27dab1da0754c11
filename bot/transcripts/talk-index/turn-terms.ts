import type { TurnResult } from '../transcript-log.ts';
import { confidenceBand, filterTerm } from './filter-terms.ts';
import { searchTerms } from './search-terms.ts';

/** Flags that somebody should look after soon. */
const URGENT: readonly string[] = [
  'emergency',
  'crisis',
  'possible-emergency',
  'possible-crisis',
  'grievance',
];

/** A turn as far as it is found by. */
export interface IndexedTurn {
  readonly text: string;
  readonly channel: string;
  readonly plan: string | null;
  readonly result: Pick<TurnResult, 'outcome' | 'topic' | 'language' | 'confidence' | 'candidates' | 'flags'>;
}

/** Whether flags call for somebody to look after the talk. */
export function isUrgent(flags: readonly string[]): boolean {
  return flags.some(flag => URGENT.includes(flag));
}

/**
 * Whether no approved answer fitted: the question was handed off, or a page was quoted in place of an answer. Not where the
 * member asked for a person, nor where it is a kind of question that is turned away on purpose.
 */
export function isUnanswered({
  outcome,
  confidence,
  candidates,
}: Pick<TurnResult, 'outcome' | 'confidence' | 'candidates'>): boolean {
  const first = candidates[0]?.kind;
  return outcome === 'handoff' ? confidence !== null && first !== 'class' : first === 'passage';
}

/** All terms that a turn adds to its talk. */
export function turnTerms({ text, channel, plan, result }: IndexedTurn): readonly string[] {
  const { outcome, topic, language, confidence, flags } = result;
  return [
    filterTerm('channel', channel),
    filterTerm('language', language),
    filterTerm('outcome', outcome),
    ...(plan === null ? [] : [filterTerm('plan', plan)]),
    ...(topic === null ? [] : [filterTerm('topic', topic)]),
    ...(confidence === null ? [] : [filterTerm('confidence', confidenceBand(confidence))]),
    ...flags.map(flag => filterTerm('flag', flag)),
    ...(isUrgent(flags) ? [filterTerm('urgent', 'open')] : []),
    ...(isUnanswered(result) ? [filterTerm('gap', 'unanswered')] : []),
    ...searchTerms(text),
  ];
}
