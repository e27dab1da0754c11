import TfIdf from 'natural/lib/natural/tfidf/tfidf.js';
import { bestLabels } from '../best-labels.ts';
import type { Contender, Ranked } from '../contender.ts';
import { fromJsonBytes, toJsonBytes } from '../json-bytes.ts';
import { labelledTexts } from '../search-texts.ts';
import { stemsOf } from '../words.ts';

export const naturalTfIdf: Contender = {
  name: 'natural TF-IDF',
  settings:
    'an index a language, told which; one entry a topic: the different stems (ours, `Intl.Segmenter`) of its sample questions, title and keywords (counting a stem once a topic was far better than each time, or than an entry a question); score: its own',
  async build(documents) {
    const indexes: Record<string, TfIdf> = {};
    for (const document of documents) {
      const stems = labelledTexts([document]).flatMap(({ text }) => stemsOf(text));
      indexes[document.language] ??= new TfIdf();
      indexes[document.language]?.addDocument([...new Set(stems)], document.id);
    }
    return toJsonBytes(indexes);
  },
  async load(saved) {
    const indexes = new Map(
      Object.entries(fromJsonBytes<Record<string, object>>(saved)).map(([language, json]) => [
        language,
        new TfIdf(json),
      ]),
    );
    return ({ text, language }) => {
      const hits: Ranked[] = [];
      indexes.get(language)?.tfidfs(stemsOf(text), (_, score, label) => {
        if (score > 0) hits.push({ label, score });
      });
      return bestLabels(hits.sort((one, other) => other.score - one.score));
    };
  },
};
