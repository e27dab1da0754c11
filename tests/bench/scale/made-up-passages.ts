import { seededRandom } from '../../../knowledge/engine/random.ts';
import { type MadeUpLanguage, madeUpLanguages } from './made-up-language.ts';

const SEED = 20_240_601;
const SHORTEST = 20;
const LONGEST = 60;
const FEWEST_ASKED = 3;
const MOST_ASKED = 8;

/** A question, and the passage whose words it is made of. */
export interface MadeUpQuestion {
  readonly text: string;
  readonly source: number;
}

export interface MadeUpPassages {
  /** The passage of a number: the same whenever it is asked for, so that none need be kept. */
  passage(number: number): string;
  /** Words of passages drawn at random, as a member remembers some of what is written: 3 to 8, frequent ones too. */
  questions(count: number, passages: number): readonly MadeUpQuestion[];
}

/** Passages of 20 to 60 words in eleven made-up languages; the frequency of a word falls as one over its rank (Zipf). */
export function madeUpPassages(): MadeUpPassages {
  const languages = madeUpLanguages(SEED);
  const draw = (number: number) => {
    const random = seededRandom(SEED ^ Math.imul(number + 1, 0x9e3779b1));
    const language = languages[number % languages.length];
    if (language === undefined) throw new Error('no languages');
    const length = SHORTEST + Math.floor(random() * (LONGEST - SHORTEST + 1));
    return { language, words: Array.from({ length }, () => zipfWord(language, random)) };
  };
  return {
    passage: number => {
      const { language, words } = draw(number);
      return words.join(language.space);
    },
    questions(count, passages) {
      const random = seededRandom(SEED + 7);
      return Array.from({ length: count }, () => {
        const source = Math.floor(random() * passages);
        const { language, words } = draw(source);
        const length = FEWEST_ASKED + Math.floor(random() * (MOST_ASKED - FEWEST_ASKED + 1));
        const asked = Array.from({ length }, () => words[Math.floor(random() * words.length)]);
        return { text: asked.join(language.space), source };
      });
    },
  };
}

/** P(rank) falls as 1 / rank: the inverse of the logarithm, cut to whole ranks. */
function zipfWord({ words, word }: MadeUpLanguage, random: () => number): string {
  return word(Math.floor((words + 1) ** random()) - 1);
}
