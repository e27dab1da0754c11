import * as OpenCC from 'opencc-js';
import type { TrainingDocument } from '../engine/types.ts';
import { distinctiveText, languageFeatures } from './language-features.ts';
import type { LanguageModelData } from './language-model.ts';

const SMOOTHING = 0.3;
const LEAST_COUNT = 2;

/** Counts which words and letters the sample questions of each language are written with. */
export function trainLanguageModel(documents: readonly TrainingDocument[]): LanguageModelData {
  const languages = [...new Set(documents.map(document => primary(document.language)))].sort();
  const counts = new Map<string, number[]>();
  const totals = languages.map(() => 0);
  let chinese = '';
  for (const document of documents) {
    const place = languages.indexOf(primary(document.language));
    for (const question of document.questions) {
      if (primary(document.language) === 'zh') chinese += question;
      for (const feature of languageFeatures(distinctiveText(question))) {
        const row = counts.get(feature) ?? languages.map(() => 0);
        row[place] = (row[place] ?? 0) + 1;
        counts.set(feature, row);
      }
    }
  }
  const kept = [...counts].filter(([, row]) => row.reduce((sum, count) => sum + count, 0) >= LEAST_COUNT);
  for (const [, row] of kept) {
    for (const [place, count] of row.entries()) totals[place] = (totals[place] ?? 0) + count;
  }
  const share = (count: number, place: number) =>
    Math.round(100 * Math.log((count + SMOOTHING) / ((totals[place] ?? 0) + SMOOTHING * kept.length)));
  return {
    languages,
    features: Object.fromEntries(kept.map(([feature, row]) => [feature, row.map(share)])),
    unseen: languages.map((_, place) => share(0, place)),
    ...chineseCharacters(chinese),
  };
}

/** Of the characters members write, those that the conversion to the other script changes. */
function chineseCharacters(text: string): { readonly traditional: string; readonly simplified: string } {
  const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' });
  const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' });
  const characters = [...new Set(text)].sort();
  return {
    traditional: characters.filter(character => toSimplified(character) !== character).join(''),
    simplified: characters
      .filter(character => toTraditional(character) !== character && toSimplified(character) === character)
      .join(''),
  };
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
