import type { MemberPhrases } from './member-phrases.ts';

/** The one plan a message names, or null where it names none or several. The longest name counts. */
export function planNamed(text: string, phrases: MemberPhrases): string | null {
  const named = phrases.plans
    .filter(({ plan }) => plan !== 'none')
    .map(({ plan, names }) => ({ plan, phrase: names.find(text) }))
    .filter((found): found is { plan: string; phrase: string } => found.phrase !== null)
    .sort((a, b) => b.phrase.length - a.phrase.length);
  const [longest, second] = named;
  if (!longest) return null;
  // "la care covered" also holds other plans' shorter names only where those stand beside it, not inside it.
  return second === undefined || longest.phrase.includes(second.phrase) ? longest.plan : null;
}
