import { z } from 'zod';
import type { Engine } from '../engine/types.ts';
import { distinctiveText } from './distinctive-text.ts';

/** Characters that stand in Traditional or in Simplified Chinese only. */
export const chineseSchema = z.object({ traditional: z.string(), simplified: z.string() });
export type ChineseCharacters = Readonly<z.infer<typeof chineseSchema>>;

/** The likeliest language of a text, and how sure that is. */
export interface LanguageGuess {
  /** Primary language subtag. */
  readonly language: string;
  /** Calibrated probability among the languages asked about, in [0,1]. */
  readonly probability: number;
}

/** Tells languages apart by the words and letters members use in them, Latin-letter writing included. */
export interface LanguageModel {
  /** Best language among `allowed`; null where the text has no word that tells. */
  guess(text: string, allowed: readonly string[]): LanguageGuess | null;
  /** Script of a Chinese text by the characters only one of them uses; null where it has none. */
  chineseScript(text: string): 'Hans' | 'Hant' | null;
}

const MOST_LANGUAGES = 50;

/** Makes a language model of an index whose labels are languages. */
export function languageModel(engine: Engine, characters: ChineseCharacters): LanguageModel {
  const traditional = new Set(characters.traditional);
  const simplified = new Set(characters.simplified);
  return {
    guess: (text, allowed) => {
      const distinctive = distinctiveText(text);
      if (!distinctive) return null;
      const { candidates, known } = engine.retrieve({ text: distinctive }, { limit: MOST_LANGUAGES });
      const ranked = candidates.filter(({ id }) => allowed.includes(id));
      const [best] = ranked;
      if (!best || known === 0) return null;
      const total = ranked.reduce((sum, { probability }) => sum + probability, 0);
      return { language: best.id, probability: total > 0 ? best.probability / total : 0 };
    },
    chineseScript: text => {
      let balance = 0;
      for (const character of text)
        balance += Number(traditional.has(character)) - Number(simplified.has(character));
      return balance === 0 ? null : balance > 0 ? 'Hant' : 'Hans';
    },
  };
}
