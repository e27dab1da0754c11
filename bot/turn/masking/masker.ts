import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Cue } from './cue-finder.ts';
import { CueFinder } from './cue-finder.ts';
import type { CueWords, WordList } from './cue-words.ts';
import { readCueWords } from './cue-words.ts';
import { findAddresses } from './find-addresses.ts';
import { birthFinder } from './find-births.ts';
import { findEmails } from './find-emails.ts';
import { findHealthIds } from './find-health-ids.ts';
import { findKept } from './find-kept.ts';
import { findNames } from './find-names.ts';
import { findKeptPhones, findNumbers } from './find-numbers.ts';
import { findRecords } from './find-records.ts';
import type { FoldedText } from './folded-text.ts';
import { foldText } from './folded-text.ts';
import type { Found, IdentifierKind } from './identifier-kind.ts';
import type { Search } from './search.ts';
import { Taken } from './taken.ts';

/** A text without its identifiers. */
export interface Masked {
  /** The text with `[SSN]` and the like in place of each; the rest is unchanged. */
  readonly text: string;
  /** The kinds masked, in the order of the text; one entry each time. */
  readonly found: readonly IdentifierKind[];
}

export interface Masker {
  /** Never throws, whatever the text. Masking masked text changes nothing. */
  mask(text: string): Masked;
}

/** Where the data lies, beside this file. */
export const MASKING_DATA = join(import.meta.dirname, 'data');
/**
 * Most characters of a text that are looked through and kept; the rest is cut off and `[CUT]` put in its place, so
 * that nothing is stored that was not looked at, and no text takes long.
 */
export const TEXT_CAP = 20_000;
const CUT = '[CUT]';

const planFile = z.strictObject({
  emails: z.array(z.string()),
  addresses: z.array(z.string()),
  places: z.array(z.string()),
  shortNumbers: z.array(z.string()),
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
  const plan = planFile.parse(parse(readFileSync(join(folder, 'plan.yaml'), 'utf8')));
  const givenNames = new Set(
    readFileSync(join(folder, 'first-names.txt'), 'utf8')
      .split('\n')
      .filter(line => !line.startsWith('#'))
      .join(' ')
      .split(/\s+/),
  );
  const phones = new Set(keep.phones.map(tenDigits).filter(digits => digits.length >= 10));
  const finder = new CueFinder<WordList>(words.lists);
  const wordSets = Object.fromEntries(
    Object.entries(words.lists).map(([list, entries]) => [list, new Set(entries)]),
  ) as unknown as Search['words']; // the same keys as words.lists; Object.fromEntries forgets them
  const findBirths = birthFinder(words);

  const look = (folded: FoldedText): readonly Found[] => {
    const search = searchOf(folded, finder, wordSets, words, givenNames);
    findKept(search, plan);
    findKeptPhones(search, phones);
    findEmails(search);
    findHealthIds(search);
    findNumbers(search);
    findBirths(search);
    findRecords(search);
    findAddresses(search);
    findNames(search);
    return search.taken.found;
  };
  return { mask: text => maskWith(look, text) };
}

function maskWith(look: (folded: FoldedText) => readonly Found[], text: string): Masked {
  const whole = capped(text);
  const folded = foldText(whole);
  const found = [...look(folded)].filter(isIdentifier).sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const { kind, start, end } of found) {
    const from = folded.from[start] ?? 0;
    parts.push(whole.slice(at, from), `[${kind}]`);
    at = Math.max(at, folded.from[end] ?? whole.length);
  }
  parts.push(whole.slice(at));
  return { text: capped(parts.join('')), found: found.map(one => one.kind) };
}

function isIdentifier(one: Found): one is Found & { readonly kind: IdentifierKind } {
  return one.kind !== 'KEEP';
}

/** Cuts at a place where no identifier can be left in part: what could belong to one is cut off too. */
function capped(text: string): string {
  const body = text.endsWith(CUT) ? text.slice(0, -CUT.length) : text;
  if (body.length <= TEXT_CAP) return text;
  return `${body.slice(0, TEXT_CAP).replace(/[^\n]{1,80}$/, '')}${CUT}`;
}

function searchOf(
  folded: FoldedText,
  finder: CueFinder<WordList>,
  wordSets: Search['words'],
  words: CueWords,
  givenNames: ReadonlySet<string>,
): Search {
  const byList = new Map<WordList, Cue<WordList>[]>();
  for (const cue of finder.find(folded.text)) {
    const list = byList.get(cue.purpose);
    if (list === undefined) byList.set(cue.purpose, [cue]);
    else list.push(cue);
  }
  return {
    text: folded.text,
    cased: casedLike(folded),
    cues: list => byList.get(list) ?? [],
    words: wordSets,
    surnames: words.surnames,
    givenNames,
    taken: new Taken(folded.text.length),
  };
}

/** For each unit of the folded text, the character it came from: tells capitals. */
function casedLike({ text, from, source }: FoldedText): string {
  const units: string[] = [];
  for (let index = 0; index < text.length; index++) units.push(source[from[index] ?? 0] ?? ' ');
  return units.join('');
}

function tenDigits(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}
