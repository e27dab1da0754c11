import { seededRandom } from '../../../knowledge/engine/random.ts';

/** Letters that words are made of, and what stands between words. */
interface Script {
  readonly language: string;
  readonly letters: string;
  readonly shortest: number;
  readonly longest: number;
  readonly space: string;
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('');

/** One entry a language of the plan: Latin with and without marks, Cyrillic, Arabic, Armenian, Hangul, Han, Khmer. */
const SCRIPTS: readonly Script[] = [
  { language: 'en', letters: 'etaoinshrdlucmfwypvbgk', shortest: 2, longest: 9, space: ' ' },
  { language: 'es', letters: 'eaosrnidlctumpbgvyqhñáéíó', shortest: 2, longest: 10, space: ' ' },
  { language: 'tl', letters: 'anigtoslkmpuydbehrw', shortest: 2, longest: 10, space: ' ' },
  { language: 'vi', letters: 'nhtcigamuàáảãạâấầậbđêếệoôốộơớợưứựlrsvx', shortest: 1, longest: 6, space: ' ' },
  { language: 'ru', letters: range(0x430, 0x44f), shortest: 2, longest: 11, space: ' ' },
  { language: 'hy', letters: range(0x561, 0x586), shortest: 2, longest: 10, space: ' ' },
  { language: 'ar', letters: range(0x627, 0x63a) + range(0x641, 0x64a), shortest: 2, longest: 7, space: ' ' },
  { language: 'fa', letters: `${range(0x627, 0x63a)}پچژگکی`, shortest: 2, longest: 7, space: ' ' },
  { language: 'ko', letters: range(0xac00, 0xae00), shortest: 1, longest: 5, space: ' ' },
  { language: 'zh', letters: range(0x4e00, 0x5200), shortest: 1, longest: 3, space: '' },
  {
    language: 'km',
    letters: range(0x1780, 0x17a2) + range(0x17b6, 0x17c5),
    shortest: 2,
    longest: 7,
    space: '',
  },
];

export interface MadeUpLanguage {
  readonly language: string;
  /** Stands between words; empty in scripts without spaces. */
  readonly space: string;
  /** How many words there are. */
  readonly words: number;
  /** The word of a rank by falling frequency, from 0. */
  word(rank: number): string;
}

const WORDS = 50_000;

/** The eleven languages of the plan as to letters, length of words and spaces; the words mean nothing. */
export function madeUpLanguages(seed: number): readonly MadeUpLanguage[] {
  return SCRIPTS.map(({ language, letters, shortest, longest, space }, at) => {
    const characters = [...letters];
    const makeWord = (rank: number) => {
      const random = seededRandom(seed + at + Math.imul(rank + 1, 0x9e3779b1));
      // Frequent words are short ones, as everywhere.
      const least = Math.min(longest, shortest + Math.floor(Math.log10(1 + rank) / 1.5));
      const length = least + Math.floor(random() * (longest - least + 1));
      return Array.from({ length }, () => characters[Math.floor(random() * characters.length)]).join('');
    };
    const made: string[] = [];
    const word = (rank: number) => {
      made[rank] ??= makeWord(rank);
      return made[rank];
    };
    return { language, space, words: WORDS, word };
  });
}
