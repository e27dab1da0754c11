import { Index } from 'flexsearch';
import { readTerms } from '../../../knowledge/passages/read-terms.ts';
import type { PassageContender } from './passage-contender.ts';

export function flexsearchPassages(): PassageContender {
  const index = new Index({ tokenize: 'strict', encode: text => [...readTerms(text)] });
  let passages = 0;
  return {
    name: 'flexsearch',
    settings: 'our tokens; tokenize strict; suggest on, so that not every word must be there',
    add(text) {
      index.add(passages, text);
      passages += 1;
    },
    finish() {},
    search: text => index.search(text, { limit: 10, suggest: true }).map(Number),
    fileBytes: () => null,
  };
}
