import { create, insertMultiple, load, type RawData, save, search } from '@orama/orama';
import { bestLabels } from '../best-labels.ts';
import type { Contender } from '../contender.ts';
import { fromJsonBytes, toJsonBytes } from '../json-bytes.ts';
import { searchTexts } from '../search-texts.ts';
import { wordsOf } from '../words.ts';

/** Hits looked at for three different labels. */
const LIMIT = 40;

const empty = () =>
  create({
    schema: { label: 'enum', question: 'string', title: 'string', keywords: 'string', body: 'string' },
    components: {
      tokenizer: {
        language: 'english',
        normalizationCache: new Map<string, string>(),
        tokenize: (raw: string) => [...new Set(wordsOf(raw))],
      },
    },
  });

export const orama: Contender = {
  name: 'orama',
  settings:
    'one entry a sample question; words by our tokenizer (`Intl.Segmenter`); any word may match (threshold 1); tolerance 0 (1 was worse and ten times slower); boost question 2; score: of the best hit',
  async build(documents) {
    const index = empty();
    const texts = searchTexts(documents).map(({ id, language: _, ...text }) => ({ id: String(id), ...text }));
    await insertMultiple(index, texts, 1_000);
    return toJsonBytes(save(index));
  },
  async load(saved) {
    const index = empty();
    load(index, fromJsonBytes<RawData>(saved));
    return async ({ text }) => {
      const { hits } = await search(index, {
        term: text,
        properties: ['question', 'title', 'keywords', 'body'],
        boost: { question: 2 },
        threshold: 1,
        tolerance: 0,
        limit: LIMIT,
      });
      return bestLabels(hits.map(({ document, score }) => ({ label: String(document.label), score })));
    };
  },
};
