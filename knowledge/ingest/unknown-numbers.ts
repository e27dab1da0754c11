import { asciiDigits } from '../article/text-checks.ts';
import type { Directory } from '../directory/directory.ts';
import { compareLines } from './compare-lines.ts';
import { findLines } from './find/find-lines.ts';
import { plainBlock } from './read/block.ts';

/** What stands between the parts of a printed phone number: spaces, dots, slashes, brackets, dashes of any kind. */
const BETWEEN = String.raw`[\s./()\u00a0\u202f\p{Pd}]{0,3}`;
const NUMBER = new RegExp(`(?<!\\d)(?:1${BETWEEN})?(?:\\d{3}${BETWEEN})?\\d{3}${BETWEEN}\\d{4}(?!\\d)`, 'gu');
/** Digits without anything between them may be any number; with ten of them they are taken for a phone. */
const PHONE_DIGITS = 10;

/**
 * Whether a text names a phone number that the directory does not have, in whatever form it is printed, or a TTY that
 * is not the one of its line: no reply may show it.
 */
export function hasUnknownNumber(text: string, directory: Directory): boolean {
  const known = new Set(
    [...directory.lines.values()].flatMap(({ number, tty }) => [number, tty ?? '']).map(lastDigits),
  );
  const printed = asciiDigits(text).match(NUMBER) ?? [];
  const unknown = printed.some(number => {
    const digits = lastDigits(number);
    return (digits.length === PHONE_DIGITS || /\D/.test(number.trim())) && !known.has(digits);
  });
  if (unknown) return true;
  // Numbers of letters (1-800-MEDICARE), and which TTY belongs to which line.
  return compareLines(findLines([plainBlock('paragraph', text)]), directory).some(
    ({ line, tty }) => line === null || tty === 'differs',
  );
}

function lastDigits(number: string): string {
  return number.replace(/\D/g, '').slice(-PHONE_DIGITS);
}
