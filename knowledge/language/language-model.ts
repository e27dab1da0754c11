import { z } from 'zod';
import { distinctiveText, languageFeatures } from './language-features.ts';

/** Form of the built language model. */
export const languageModelSchema = z.object({
  languages: z.array(z.string()),
  /** For each feature its log probability in each language, in hundredths. */
  features: z.record(z.string(), z.array(z.number())),
  /** Log probability of a feature never seen, by language, in hundredths. */
  unseen: z.array(z.number()),
  /** Characters that stand in Traditional or in Simplified Chinese only. */
  traditional: z.string(),
  simplified: z.string(),
});

/** Numbers learnt from the sample questions: which letters and words each language is written with. */
export type LanguageModelData = z.infer<typeof languageModelSchema>;

/** How likely a text is in each language, and how much there was to go by. */
export interface LanguageGuess {
  readonly language: string;
  /** Probability of that language among those the model knows, in [0,1]. */
  readonly probability: number;
  /** Number of distinctive words read. */
  readonly words: number;
}

/** Tells languages apart by the words and letters members use in them, Latin-letter writing included. */
export interface LanguageModel {
  /** Best language among `allowed` (all, where left out); null where the text has no distinctive word. */
  guess(text: string, allowed?: readonly string[]): LanguageGuess | null;
  /** Script of a Chinese text by the characters only one of them uses; null where it has none. */
  chineseScript(text: string): 'Hans' | 'Hant' | null;
}

/** Naive Bayes adds up features that overlap; dividing by their usual overlap keeps the probability honest. */
const OVERLAP = 4;

/** Makes a language model from what the build wrote. */
export function languageModel(data: LanguageModelData): LanguageModel {
  const features = new Map(Object.entries(data.features));
  const traditional = new Set(data.traditional);
  const simplified = new Set(data.simplified);
  return {
    guess: (text, allowed = data.languages) => {
      const distinctive = distinctiveText(text);
      if (!distinctive) return null;
      const places = allowed.map(language => data.languages.indexOf(language)).filter(place => place >= 0);
      const scores = places.map(() => 0);
      for (const feature of languageFeatures(distinctive)) {
        const known = features.get(feature) ?? data.unseen;
        for (const [index, place] of places.entries()) {
          scores[index] = (scores[index] ?? 0) + (known[place] ?? 0) / (100 * OVERLAP);
        }
      }
      const best = Math.max(...scores);
      const place = places[scores.indexOf(best)];
      const language = place === undefined ? undefined : data.languages[place];
      if (language === undefined) return null;
      const total = scores.reduce((sum, score) => sum + Math.exp(score - best), 0);
      return { language, probability: 1 / total, words: distinctive.split(' ').length };
    },
    chineseScript: text => {
      let balance = 0;
      for (const character of text)
        balance += Number(traditional.has(character)) - Number(simplified.has(character));
      return balance === 0 ? null : balance > 0 ? 'Hant' : 'Hans';
    },
  };
}
