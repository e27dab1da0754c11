import * as OpenCC from 'opencc-js';
import { buildIndex } from '../engine/build-index.ts';
import type { TrainingDocument } from '../engine/types.ts';
import { distinctiveText } from './distinctive-text.ts';
import type { ChineseCharacters } from './language-model.ts';

/** Index that tells languages apart, and the characters that tell the scripts of Chinese apart. */
export interface LanguageIndex {
  readonly index: Uint8Array;
  readonly chinese: ChineseCharacters;
}

/**
 * Trains the engine to tell languages apart: each language is a label, its sample questions (Latin-letter
 * writing included) are the samples.
 */
export async function buildLanguageIndex(documents: readonly TrainingDocument[]): Promise<LanguageIndex> {
  const questions = new Map<string, Set<string>>();
  for (const document of documents) {
    const language = document.language.split('-')[0] ?? document.language;
    const known = questions.get(language) ?? new Set();
    for (const question of document.questions) {
      const text = distinctiveText(question);
      if (text) known.add(text);
    }
    questions.set(language, known);
  }
  const labels = [...questions].map(([language, texts]) => ({
    id: language,
    kind: 'class' as const,
    language,
    title: '',
    questions: [...texts],
    keywords: [],
    body: '',
  }));
  return {
    index: await buildIndex(labels),
    chinese: chineseCharacters([...(questions.get('zh') ?? [])].join('')),
  };
}

/** Of the characters members write, those that the conversion to the other script changes. */
function chineseCharacters(text: string): ChineseCharacters {
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
