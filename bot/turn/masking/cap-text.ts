/**
 * Most characters of a text that are looked through and kept; the rest is cut off and `[CUT]` put in its place, so
 * that nothing is stored that was not looked at, and no text takes long. Many times the longest SMS (1,600).
 */
export const TEXT_CAP = 20_000;

const CUT = '[CUT]';
/** Characters before the cut that an identifier could have begun in. */
const PARTIAL = /[^\n]{1,80}$/;

/** Cuts where no identifier can be left in part: what could belong to one is cut off too. Cutting twice is cutting once. */
export function capText(text: string): string {
  const body = text.endsWith(CUT) ? text.slice(0, -CUT.length) : text;
  if (body.length <= TEXT_CAP) return text;
  return `${body.slice(0, TEXT_CAP).replace(PARTIAL, '')}${CUT}`;
}
