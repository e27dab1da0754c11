import type { Masker } from '../../../bot/turn/masking/masker.ts';
import type { LabelledLine } from './lines.ts';

/** What became of one identifier. */
export interface Judged {
  readonly kind: string;
  readonly script: string;
  /** No word or number of the identifier is left. */
  readonly vanished: boolean;
  /** And its own kind stands in its place. */
  readonly kindRight: boolean;
}

const SCRIPTS = ['Han', 'Hangul', 'Armenian', 'Cyrillic', 'Khmer', 'Arabic', 'Latin'] as const;

/** The script that tells the line's writer from others: any other before Latin, which all of them use for numbers. */
export function scriptOf(text: string): string {
  return SCRIPTS.find(script => new RegExp(`\\p{Script=${script}}`, 'u').test(text)) ?? 'Latin';
}

/** Judges every identifier of a line. */
export function judgeLine(masker: Masker, line: LabelledLine): readonly Judged[] {
  const { text } = masker.mask(line.text);
  return line.masked.map(({ kind, value }) => {
    const vanished = !telling(value).some(part => text.includes(part));
    return { kind, script: scriptOf(line.text), vanished, kindRight: vanished && text.includes(`[${kind}]`) };
  });
}

/** The whole value, and its parts that tell something by themselves: numbers of three digits, words of three letters. */
function telling(value: string): readonly string[] {
  const parts = value
    .split(/[\s,.@()#]+/)
    .filter(part => /[\p{L}\p{M}\p{N}]{3,}/u.test(part) && !COMMON.test(part));
  return [value, ...parts];
}

/** Parts of addresses and mails that tell nobody by themselves. */
const COMMON =
  /^(?:Los|Angeles|Blvd|Ave|Street|apt|Apt|unit|CA|com|gmail|yahoo|hotmail|dot|punto|arroba|dela|Cruz,|собака|точка|ខែ.*|ឆ្នាំ.*|تاریخ|at)$/u;
