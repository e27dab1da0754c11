import { remember } from '../../../locales/remember.ts';

/** A text in the form identifiers are looked for in, and the way back to the text as it was written. */
export interface FoldedText {
  /** NFKC, lower case, no accents, ASCII digits, no invisible characters. */
  readonly text: string;
  /** For each unit of `text`, where its character starts in the source; one more at the end: the source's length. */
  readonly from: Int32Array;
  readonly source: string;
}

const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/;
/** Accents and vowel signs written over letters; Khmer's are letters of their own and stay. */
const MARKS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u055b\u055c\u055e]/g;
const APOSTROPHES = /['’‘`´ʼ]/g;
const DECIMAL = /^\p{Nd}$/u;

const LETTERS: Readonly<Record<string, string>> = {
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ة: 'ه',
  ک: 'ك',
  đ: 'd',
  ё: 'е',
  ı: 'i',
};

/** A character that nothing below changes, as most of the world's are. */
const SETTLED = /^[^\p{Script=Latin}\p{Script=Arabic}\p{M}\u0640\u055b\u055c\u055eё'’‘`´ʼ]$/u;

/** Folds a text character by character, so that every folded one knows where it came from. */
export function foldText(source: string): FoldedText {
  const from: number[] = [];
  let text = '';
  for (let index = 0; index < source.length; ) {
    const code = source.codePointAt(index) ?? 0;
    const folded = ASCII[code] ?? foldOnce(String.fromCodePoint(code));
    for (let unit = 0; unit < folded.length; unit++) from.push(index);
    text += folded;
    index += code > 0xffff ? 2 : 1;
  }
  from.push(source.length);
  return { text, from: new Int32Array(from), source };
}

const foldOnce = remember(foldCharacter, 5_000);

/** ASCII characters, folded. */
const ASCII = Array.from({ length: 128 }, (_, code) => foldCharacter(String.fromCharCode(code)));

function foldCharacter(character: string): string {
  if (INVISIBLE.test(character)) return '';
  const digit = decimalValue(character);
  if (digit !== undefined) return digit;
  const compatible = character.normalize('NFKC').toLowerCase();
  if (SETTLED.test(compatible)) return compatible;
  const bare = /\p{Script=Latin}|\p{Script=Arabic}|\p{M}/u.test(compatible)
    ? compatible.normalize('NFD').replace(MARKS, '').normalize('NFC')
    : compatible.replace(MARKS, '');
  return [...bare.replace(APOSTROPHES, '')].map(letter => LETTERS[letter] ?? letter).join('');
}

/** The ASCII digit of any script's decimal digit: Unicode lays each script's ten side by side, from 0. */
function decimalValue(character: string): string | undefined {
  if (!DECIMAL.test(character)) return undefined;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > 0 && DECIMAL.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
