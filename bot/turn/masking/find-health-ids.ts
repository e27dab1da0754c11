import type { Search } from './search.ts';

const GAP = '[ \\-‐-―−._]{0,2}';
const digits = (count: number) => Array.from({ length: count }, () => '\\d').join(GAP);

/**
 * Medi-Cal client index number: 9, seven digits, a letter (not B I J K L O P Q R S); on the BIC card also a check
 * digit and a four-digit date.
 */
const CIN = new RegExp(
  `(?<![a-z0-9])9${GAP}${digits(7)}${GAP}[acdefghmntuvwxyz](?:${GAP}\\d(?:${GAP}${digits(4)})?(?!${GAP}\\d))?(?![a-z0-9])`,
  'g',
);

/** Letters of a Medicare number: no S L O I B Z. */
const LETTER = '[ac-hjkmnp-rt-y]';
const EITHER = '[0-9ac-hjkmnp-rt-y]';
/** Medicare beneficiary identifier, CMS format: C A AN N - A AN N - A A N N. */
const MBI = new RegExp(
  `(?<![a-z0-9])${['[1-9]', LETTER, EITHER, '\\d', LETTER, EITHER, '\\d', LETTER, LETTER, '\\d', '\\d'].join(GAP)}(?![a-z0-9])`,
  'g',
);

/** Identifiers with a shape of their own, which need no cue. */
export function findHealthIds({ text, taken }: Search): void {
  for (const match of text.matchAll(MBI)) claimFree('MBI', match);
  for (const match of text.matchAll(CIN)) claimFree('CIN', match);

  function claimFree(kind: 'MBI' | 'CIN', match: RegExpExecArray): void {
    const end = match.index + match[0].length;
    if (!taken.has(match.index, end)) taken.claim(kind, match.index, end);
  }
}
