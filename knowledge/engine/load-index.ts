import { decodeIndex } from './index-format.ts';
import { retriever } from './retrieve.ts';
import { conceptsOf } from './synonyms.ts';
import type { Engine } from './types.ts';
import { vectoriser } from './vectorise.ts';

/**
 * An engine over the bytes of an index. Views, not copies: don't change the bytes afterwards.
 *
 * @throws IndexError where the bytes are no index, one of another version, or damaged
 */
export function loadIndex(bytes: Uint8Array): Engine {
  const { header, table, model } = decodeIndex(bytes);
  const topics = header.labels.filter(({ kind }) => kind === 'topic').length;
  return {
    retrieve: retriever(header, model, vectoriser(table, conceptsOf(header.synonyms))),
    stats: {
      bytes: bytes.length,
      labels: header.labels.length,
      topics,
      classes: header.labels.length - topics,
      features: header.features,
      weights: header.weights,
      samples: header.samples,
      languages: header.languages,
    },
  };
}
