import { randomInt } from 'node:crypto';

/** Letters and digits that are not taken for each other when read aloud or by poor eyes: no 0 O 1 I L 5 S 2 Z 8 B U V. */
const LETTERS = '34679ACDEFGHJKMNPQRTWXY';
const LENGTH = 7;

/** A code a member can read to an agent; one of 23⁷ (3.4 thousand million), checked unique by the log. */
export function referenceCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
