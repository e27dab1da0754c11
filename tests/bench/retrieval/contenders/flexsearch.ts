import { Index } from 'flexsearch';
import { ENOUGH_LABELS } from '../best-labels.ts';
import type { Contender, Ranked } from '../contender.ts';
import { fromJsonBytes, toJsonBytes } from '../json-bytes.ts';
import { searchTexts } from '../search-texts.ts';
import { stemsOf } from '../words.ts';

/** Hits that vote for their label: the library orders its hits, but gives no score. */
const VOTERS = 10;

interface Saved {
  readonly labels: readonly string[];
  readonly parts: readonly (readonly [string, string])[];
}

const empty = () => new Index({ tokenize: 'strict', resolution: 30, encode: text => stemsOf(text) });

export const flexsearch: Contender = {
  name: 'flexsearch',
  settings:
    'one entry a sample question; question, title, keywords and text in one; our stems (`Intl.Segmenter`); tokenize strict, resolution 30, suggest on, context off (on was worse); it gives no scores: the first ten hits vote, each by its rank; score: share of the votes',
  async build(documents) {
    const index = empty();
    const texts = searchTexts(documents);
    for (const { id, question, title, keywords, body } of texts)
      index.add(id, [question, title, keywords, body].filter(text => text !== '').join(' '));
    const parts: [string, string][] = [];
    await index.export(async (key, data) => {
      parts.push([key, data]);
    });
    return toJsonBytes({ labels: texts.map(({ label }) => label), parts } satisfies Saved);
  },
  async load(saved) {
    const { labels, parts } = fromJsonBytes<Saved>(saved);
    const index = empty();
    for (const [key, data] of parts) index.import(key, data);
    return ({ text }) =>
      vote(index.search(text, { limit: VOTERS, suggest: true }).map(id => labels[Number(id)] ?? ''));
  },
};

function vote(hits: readonly string[]): readonly Ranked[] {
  const votes = new Map<string, number>();
  let all = 0;
  hits.forEach((label, rank) => {
    const weight = 1 / (rank + 1);
    votes.set(label, (votes.get(label) ?? 0) + weight);
    all += weight;
  });
  return Array.from(votes, ([label, weight]) => ({ label, score: weight / all }))
    .sort((one, other) => other.score - one.score)
    .slice(0, ENOUGH_LABELS);
}
