/**
 * Most characters of a text message: two parts of the plain alphabet (153 each), or four of the other (67 each).
 * The rule allows 320 in the plain one, but from 307 on a third part would be paid for.
 */
const LONGEST = { plain: 306, unicode: 268 } as const;
/** Languages whose replies are written in the plain alphabet (GSM-7) throughout. */
const PLAIN = new Set(['en', 'tl']);

/** Most characters that are sent of one answer, the parts read by MORE included. */
export const LONGEST_IN_ALL = 1_600;

/** Most characters of one text message in a language: 306 in English and Tagalog, 268 elsewhere. */
export function longestText(language: string): number {
  return PLAIN.has(language) ? LONGEST.plain : LONGEST.unicode;
}
