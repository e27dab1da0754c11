import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { capText } from './cap-text.ts';
import { readCueWords } from './cue-words.ts';
import { findAddresses } from './find-addresses.ts';
import { findBirths } from './find-births.ts';
import { findEmails } from './find-emails.ts';
import { findHealthIds } from './find-health-ids.ts';
import { keptFinder } from './find-kept.ts';
import { findNames } from './find-names.ts';
import { findKeptPhones, findNumbers } from './find-numbers.ts';
import { findRecords } from './find-records.ts';
import type { FoldedText } from './folded-text.ts';
import { foldText } from './folded-text.ts';
import type { Found, IdentifierKind } from './identifier-kind.ts';
import { searchStarter } from './start-search.ts';

/** A text without its identifiers. */
export interface Masked {
  /** The text with `[SSN]` and the like in place of each; the rest is unchanged. */
  readonly text: string;
  /** The kinds masked, as they were found; one entry each time. */
  readonly found: readonly IdentifierKind[];
}

export interface Masker {
  /**
   * Never throws, whatever the text. Masking masked text changes nothing; in one of more than 500 characters that is made
   * of nothing but cues and numbers, it may find more. A text too long is cut (`cap-text.ts`).
   */
  mask(text: string): Masked;
}

/** Where the data lies. */
export const MASKING_DATA = join(projectRoot(), 'bot', 'turn', 'masking', 'data');

const planFile = z.strictObject({
  emails: z.array(z.string()),
  addresses: z.array(z.string()),
  places: z.array(z.string()),
});

/**
 * Makes a masker. Reads its data once.
 *
 * @param keep.phones the directory's own lines, in any spelling: never masked
 * @throws Error naming the file when the data is not well formed
 */
export function createMasker(
  keep: { readonly phones: readonly string[] },
  folder: string = MASKING_DATA,
): Masker {
  const words = readCueWords(folder);
  const plan = planFile.parse(load(readFileSync(join(folder, 'plan.yaml'), 'utf8')));
  const phones = new Set(keep.phones.map(tenDigits).filter(digits => digits.length === 10));
  const startSearch = searchStarter(words, readNames(join(folder, 'first-names.txt')));
  const findKept = keptFinder(plan);

  /** What comes first claims its text: what must stay, then shapes of their own, then what needs a cue. */
  const look = (folded: FoldedText): readonly Found[] => {
    const search = startSearch(folded);
    // All but e-mail addresses and names have a digit in them; most messages have none.
    const hasDigits = /\d/.test(folded.text);
    findKept(search);
    if (hasDigits) findKeptPhones(search, phones);
    findEmails(search);
    if (hasDigits) {
      findHealthIds(search);
      findNumbers(search);
      findBirths(search);
      findRecords(search);
      findAddresses(search);
    }
    findNames(search);
    return search.taken.found;
  };
  return { mask: text => untilNothingIsFound(capText(text), look) };
}

/**
 * What one pass takes away can leave something that reads as an identifier only now; rarely more than one does. Characters
 * that all passes together look through: more than any short text needs, six times the longest.
 */
const MOST_LOOKED_THROUGH = 120_000;

function untilNothingIsFound(text: string, look: (folded: FoldedText) => readonly Found[]): Masked {
  let masked = replaceFound(text, look);
  let looked = text.length;
  while (looked < MOST_LOOKED_THROUGH && masked.found.length > 0) {
    looked += masked.text.length;
    const again = replaceFound(masked.text, look);
    if (again.text === masked.text) break;
    masked = { text: again.text, found: [...masked.found, ...again.found] };
  }
  return masked;
}

function replaceFound(text: string, look: (folded: FoldedText) => readonly Found[]): Masked {
  const folded = foldText(text);
  const found = [...look(folded)].filter(isIdentifier).sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const { kind, start, end } of found) {
    parts.push(text.slice(at, folded.from[start] ?? 0), `[${kind}]`);
    at = Math.max(at, folded.from[end] ?? text.length);
  }
  parts.push(text.slice(at));
  return { text: capText(parts.join('')), found: found.map(one => one.kind) };
}

function isIdentifier(one: Found): one is Found & { readonly kind: IdentifierKind } {
  return one.kind !== 'KEEP';
}

function readNames(path: string): ReadonlySet<string> {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => !line.startsWith('#'));
  return new Set(lines.join(' ').split(/\s+/));
}

function tenDigits(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}
