import type { Search } from './search.ts';

/** What must never be masked; see `data/plan.yaml`. */
export interface Kept {
  readonly emails: readonly string[];
  /** Addresses as words in order, folded. */
  readonly addresses: readonly string[];
  /** Cities and ZIP codes that may follow a kept address. */
  readonly places: readonly string[];
}

/** Makes the search that claims the plan's own addresses as they stand in the text. */
export function keptFinder(kept: Kept): (search: Search) => void {
  const address = addressPattern(kept);
  return search => findKept(search, kept.emails, address);
}

function findKept({ text, taken }: Search, emails: readonly string[], address: RegExp): void {
  for (const email of emails) {
    for (let at = text.indexOf(email); at !== -1; at = text.indexOf(email, at + email.length)) {
      if (
        /[\p{L}\p{N}._%+-]/u.test(text[at - 1] ?? '') ||
        /[\p{L}\p{N}]/u.test(text[at + email.length] ?? '')
      )
        continue;
      taken.claim('KEEP', at, at + email.length);
    }
  }
  for (const match of text.matchAll(address)) taken.claim('KEEP', match.index, match.index + match[0].length);
}

function addressPattern(kept: Kept): RegExp {
  const between = '[\\s.,]{0,3}';
  const spelled = (words: string) =>
    words
      .split(' ')
      .map(word => [...word].map(escaped).join(word === 'po' ? '\\W?' : ''))
      .join(between);
  const after = `(?:${between}(?:${kept.places.map(spelled).join('|')}))*`;
  // Said first, since most places of a text begin none and what stands before them takes longer to look at.
  const initials = [...new Set(kept.addresses.map(words => words.charAt(0)))].map(escaped).join('');
  return new RegExp(
    `(?=[${initials}])(?<![\\p{L}\\p{N}])(?:${kept.addresses.map(spelled).join('|')})${after}(?!\\p{N})`,
    'gu',
  );
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
}
