/** Bits of what a unit of a text is. */
export const KIND = {
  /** A letter, or a mark on one. */
  letter: 1,
  /** A digit or number of any script. */
  number: 2,
  /** A letter of a script without spaces between words, or with endings written on. */
  unspaced: 4,
  armenian: 8,
} as const;

const LOOKED_UP = 128;

const PATTERNS: readonly (readonly [bit: number, pattern: RegExp])[] = [
  [KIND.letter, /[\p{L}\p{M}]/u],
  [KIND.number, /\p{N}/u],
  [KIND.unspaced, /[\p{Script=Han}\p{Script=Hangul}\p{Script=Khmer}]/u],
  [KIND.armenian, /\p{Script=Armenian}/u],
];

/** By code unit; looked up when a unit is met for the first time, since patterns take many times longer. */
const known = new Uint8Array(0x10000);

/** What stands at a place of a text: bits of `KIND`; 0 outside of it, and for half a character. */
export function kindsAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return 0;
  return known[code] || lookUp(code);
}

function lookUp(code: number): number {
  const unit = String.fromCharCode(code);
  let bits = LOOKED_UP;
  for (const [bit, pattern] of PATTERNS) if (pattern.test(unit)) bits |= bit;
  known[code] = bits;
  return bits;
}
