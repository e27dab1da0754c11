import type { Choice } from '../talk-state.ts';
import { foldPhrase } from './fold-phrase.ts';
import type { MemberPhrases } from './member-phrases.ts';

const LEAST_OVERLAP = 0.6;

/**
 * Which of the offered choices a message picks: by its label, its number (any script's digits, "2.", "#2"),
 * an ordinal word, or most of the words of exactly one label. Null where it picks none.
 */
export function pickChoice(text: string, offered: readonly Choice[], phrases: MemberPhrases): Choice | null {
  const read = foldPhrase(text);
  if (!read || offered.length === 0) return null;
  const exact = offered.find(choice => foldPhrase(choice.label) === read);
  if (exact) return exact;
  const number = /^(?:no |number |nr )?(\d{1,2})$/.exec(read)?.[1];
  if (number !== undefined) return offered[Number(number) - 1] ?? null;
  const ordinal = phrases.ordinals.find(({ words }) => words.is(text));
  if (ordinal) return offered[ordinal.place - 1] ?? null;
  const close = offered.filter(choice => overlap(read, foldPhrase(choice.label)) >= LEAST_OVERLAP);
  return close.length === 1 ? (close[0] ?? null) : null;
}

/** Share of the words of both texts that they have in common (Dice coefficient), in [0,1]. */
function overlap(one: string, other: string): number {
  const first = new Set(one.split(' '));
  const second = new Set(other.split(' '));
  const common = [...first].filter(word => second.has(word)).length;
  return (2 * common) / (first.size + second.size);
}
