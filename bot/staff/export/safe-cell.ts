import { undisguised } from '../page/said.tsx';

/** What a spreadsheet may take for the beginning of a formula, after white space and what can't be seen. */
const FORMULA = /^[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u;

/**
 * A text for a cell of a CSV file: no spreadsheet runs it as a formula (a leading apostrophe makes it text, OWASP
 * "CSV injection"), and nothing in it reads as something else (direction marks are shown by number).
 */
export function safeCell(text: string): string {
  return `${FORMULA.test(text) ? "'" : ''}${undisguised(text)}`;
}
