import MiniSearch, { type Options } from 'minisearch';
import { bestLabels } from '../best-labels.ts';
import type { Contender } from '../contender.ts';
import { type SearchText, searchTexts } from '../search-texts.ts';
import { stemsOf } from '../words.ts';

const OPTIONS: Options<SearchText> = {
  fields: ['question', 'title', 'keywords', 'body'],
  storeFields: ['label'],
  tokenize: text => stemsOf(text),
  processTerm: term => term,
  searchOptions: {
    boost: { title: 0.5, keywords: 0.5, body: 0.25 },
    fuzzy: term => (term.length > 4 ? 0.2 : false),
  },
};

export const minisearch: Contender = {
  name: 'minisearch',
  settings:
    'one entry a sample question; our stems (`Intl.Segmenter`); OR; fuzzy 0.2 for stems over 4 letters; boost question 1, title and keywords 0.5, body 0.25; score: of the best hit',
  async build(documents) {
    const search = new MiniSearch<SearchText>(OPTIONS);
    search.addAll(searchTexts(documents));
    return new TextEncoder().encode(JSON.stringify(search));
  },
  async load(saved) {
    const search = MiniSearch.loadJSON<SearchText>(new TextDecoder().decode(saved), OPTIONS);
    return ({ text }) => bestLabels(search.search(text).map(({ label, score }) => ({ label, score })));
  },
};
