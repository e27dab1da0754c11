import { halfway, rarity } from './bm25.ts';
import { decodePassages } from './passage-format.ts';
import type { PassageIndex } from './passage-index.ts';
import { passageSearch } from './passage-search.ts';
import { TermTable } from './term-table.ts';

/**
 * A passage index over the bytes that `PassageBuilder.finish` gave. Views, not copies: don't change the bytes afterwards.
 *
 * @throws IndexError where the bytes are no passage index, one of another version, or damaged
 */
export function loadPassages(bytes: Uint8Array): PassageIndex {
  const parts = decodePassages(bytes);
  const { passages, terms, postings } = parts.header;
  const total = parts.lengths.reduce((sum, length) => sum + length, 0);
  const halves = Float32Array.from(parts.lengths, length =>
    halfway(parts.header, length, total / (passages || 1)),
  );
  const table = TermTable.of(parts.first, parts.second);
  return {
    search: passageSearch(parts, table, halves),
    rarities: asked =>
      asked.map(term => {
        const number = table.find(term);
        const withTerm = number < 0 ? 0 : (parts.starts[number + 1] ?? 0) - (parts.starts[number] ?? 0);
        return rarity(passages, withTerm);
      }),
    stats: { passages, terms, postings, bytes: bytes.length },
  };
}
