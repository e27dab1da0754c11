import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../project-root.ts';
import type { PassageShelf, ShelvedPassage } from './passage-shelf.ts';
import { readTerms } from './read-terms.ts';

/** A passage that fits a question. */
export interface FoundPassage {
  readonly passage: ShelvedPassage;
  /**
   * Share of what the question asks for that stands in the passage or its headings, [0, 1]: rare words weigh more, words that
   * no passage has weigh most. Unlike the score of a search it means the same for every question.
   */
  readonly fit: number;
  /** Words of the question, function words apart, that stand there. */
  readonly shared: number;
  /** BM25, as the search gave it. */
  readonly score: number;
}

/** Finds the passage that fits a question best; null where none has a word of it. */
export type PassageFinder = (question: string, language: string) => FoundPassage | null;

/** Hits of a search that are weighed; the best by BM25 is nearly always among the first. */
const WEIGHED = 8;

/** A finder over a shelf. The shelf's texts are read only for the hits of a search. */
export function passageFinder(shelf: PassageShelf): PassageFinder {
  const functionWords = readFunctionWords();
  return (question, language) => {
    const idle = functionWords.get(language) ?? new Set<string>();
    const asked = [...new Set(readTerms(question))].filter(term => !idle.has(term));
    if (asked.length === 0) return null;
    const weights = shelf.index.rarities(asked);
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    let best: FoundPassage | null = null;
    for (const hit of shelf.index.search(asked.join(' '), WEIGHED)) {
      const passage = shelf.passage(hit.passage);
      if (!passage || passage.language !== language) continue;
      const terms = new Set(readTerms(`${passage.path.join('\n')}\n${passage.text}`));
      const shared = asked.filter(term => terms.has(term)).length;
      const weight = asked.reduce(
        (sum, term, place) => sum + (terms.has(term) ? (weights[place] ?? 0) : 0),
        0,
      );
      const fit = weight / all;
      if (!best || fit > best.fit) best = { passage, fit, shared, score: hit.score };
    }
    return best;
  };
}

/** As terms, since questions are compared as such. */
function readFunctionWords(): ReadonlyMap<string, ReadonlySet<string>> {
  const file = join(projectRoot(), 'knowledge', 'passages', 'function-words.yaml');
  const lists = z
    .record(z.string(), z.array(z.union([z.string(), z.boolean()]).transform(String)))
    .parse(parse(readFileSync(file, 'utf8')));
  return new Map(
    Object.entries(lists).map(([language, words]) => [
      language,
      new Set(words.flatMap(word => readTerms(word))),
    ]),
  );
}
