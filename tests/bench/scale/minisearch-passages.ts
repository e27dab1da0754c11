import MiniSearch from 'minisearch';
import { readTerms } from '../../../knowledge/passages/read-terms.ts';
import type { PassageContender } from './passage-contender.ts';

export function minisearchPassages(): PassageContender {
  const search = new MiniSearch({
    fields: ['text'],
    tokenize: text => [...readTerms(text)],
    processTerm: term => term,
    searchOptions: { bm25: { k: 1.2, b: 0.75, d: 0 } },
  });
  let passages = 0;
  return {
    name: 'minisearch',
    settings: 'our tokens; bm25 k 1.2, b 0.75, d 0; OR; no prefix, not fuzzy',
    add(text) {
      search.add({ id: passages, text });
      passages += 1;
    },
    finish() {},
    search: text =>
      search
        .search(text)
        .slice(0, 10)
        .map(({ id }) => Number(id)),
    fileBytes: () => null,
  };
}
