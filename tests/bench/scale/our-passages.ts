import { loadPassages } from '../../../knowledge/passages/load-passages.ts';
import { PassageBuilder } from '../../../knowledge/passages/passage-builder.ts';
import type { PassageIndex } from '../../../knowledge/passages/passage-index.ts';
import type { PassageContender } from './passage-contender.ts';

export function ourPassages(): PassageContender {
  let builder: PassageBuilder | null = new PassageBuilder();
  let index: PassageIndex | null = null;
  return {
    name: 'ours',
    settings: 'BM25, k1 1.2, b 0.75, exact',
    add: text => builder?.add(text),
    finish() {
      if (builder) index = loadPassages(builder.finish());
      builder = null;
    },
    search: text => index?.search(text, 10).map(({ passage }) => passage) ?? [],
    fileBytes: () => index?.stats.bytes ?? null,
  };
}
