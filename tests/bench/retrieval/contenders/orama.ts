import { create, insertMultiple, load, type RawData, save, search } from '@orama/orama';
import { bestLabels } from '../best-labels.ts';
import type { Contender } from '../contender.ts';
import { fromJsonBytes, toJsonBytes } from '../json-bytes.ts';
import { type SearchText, searchTexts } from '../search-texts.ts';
import { stemsOf } from '../words.ts';

/** Hits looked at for three different labels. */
const LIMIT = 40;
/** Ends every token: the library looks for words that begin with a token, and "a" begins thousands. */
const END = '\u0001';

const empty = () =>
  create({
    schema: { label: 'enum', question: 'string', title: 'string', keywords: 'string' },
    components: {
      tokenizer: {
        language: 'english',
        normalizationCache: new Map<string, string>(),
        tokenize: (raw: string) => [...new Set(stemsOf(raw).map(stem => stem + END))],
      },
    },
  });

const entryOf = ({ id, label, question, title, keywords }: SearchText) => ({
  id: String(id),
  label,
  question,
  title,
  keywords,
});

export const orama: Contender = {
  name: 'orama',
  settings:
    'an index a language, told which; one entry a sample question; our stems (`Intl.Segmenter`), each once and with an end mark, since it would find by prefix; any word may match (threshold 1); boost question 2; default relevance; score: of the best hit',
  async build(documents) {
    const saved: Record<string, RawData> = {};
    const texts = searchTexts(documents);
    for (const language of new Set(texts.map(text => text.language))) {
      const index = empty();
      await insertMultiple(index, texts.filter(text => text.language === language).map(entryOf), 1_000);
      saved[language] = save(index);
    }
    return toJsonBytes(saved);
  },
  async load(saved) {
    const indexes = new Map(
      Object.entries(fromJsonBytes<Record<string, RawData>>(saved)).map(([language, data]) => {
        const index = empty();
        load(index, data);
        return [language, index] as const;
      }),
    );
    return async ({ text, language }) => {
      const index = indexes.get(language);
      if (index === undefined) return [];
      const { hits } = await search(index, {
        term: text,
        properties: ['question', 'title', 'keywords'],
        boost: { question: 2 },
        threshold: 1,
        limit: LIMIT,
      });
      return bestLabels(hits.map(({ document, score }) => ({ label: String(document.label), score })));
    };
  },
};
