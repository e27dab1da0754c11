import { readTerms } from '../../../knowledge/passages/read-terms.ts';

/** Weighs every passage, by the book: what any quicker search must agree with. Slow, and sure. */
export function exactBm25(
  texts: Iterable<string>,
  { k1 = 1.2, b = 0.75 } = {},
): (text: string) => Float64Array {
  const passages: { readonly length: number; readonly counts: ReadonlyMap<string, number> }[] = [];
  const withTerm = new Map<string, number>();
  for (const text of texts) {
    const terms = readTerms(text);
    const counts = countsOf(terms);
    for (const term of counts.keys()) withTerm.set(term, (withTerm.get(term) ?? 0) + 1);
    passages.push({ length: terms.length, counts });
  }
  const average = passages.reduce((sum, { length }) => sum + length, 0) / (passages.length || 1);
  return text => {
    const scores = new Float64Array(passages.length);
    for (const [term, times] of countsOf(readTerms(text))) {
      const holders = withTerm.get(term) ?? 0;
      if (holders === 0) continue;
      const idf = Math.log(1 + (passages.length - holders + 0.5) / (holders + 0.5));
      passages.forEach(({ length, counts }, passage) => {
        const count = counts.get(term) ?? 0;
        const gain = (times * idf * count) / (count + k1 * (1 - b + (b * length) / average));
        scores[passage] = (scores[passage] ?? 0) + gain;
      });
    }
    return scores;
  };
}

function countsOf(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
