import { readFeatures } from '../../../knowledge/engine/features.ts';
import { conceptsOf } from '../../../knowledge/engine/synonyms.ts';
import { tokenise } from '../../../knowledge/text/tokenise.ts';

const CONCEPTS = conceptsOf([]);
/** Shortest run of letters that counts: shorter ones are in every text. */
const SHORTEST_LETTERS = 3;
/** A word says more than a run of letters within it. */
const WORD_WEIGHT = 2;

/** A question as weights of what it is made of; the sum of their squares is 1 (or 0 for a text without letters). */
export type Profile = ReadonlyMap<number, number>;

/**
 * Profiles of questions by the engine's own features (words, stems, runs of letters), each weighted by how few of
 * the questions have it: what all share tells nothing.
 */
export function profiles(texts: readonly string[]): readonly Profile[] {
  const counted = texts.map(featuresOf);
  const questions = new Map<number, number>();
  for (const features of counted)
    for (const feature of features.keys()) questions.set(feature, (questions.get(feature) ?? 0) + 1);
  return counted.map(features => {
    const weighted = new Map<number, number>();
    for (const [feature, weight] of features) {
      weighted.set(feature, weight * Math.log(1 + texts.length / (questions.get(feature) ?? 1)));
    }
    return unit(weighted);
  });
}

/** Likeness of two profiles, [0, 1]: the cosine of the angle between them; of a profile and a sum, times its length. */
export function likeness(one: Profile, other: Profile): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [feature, weight] of small) sum += weight * (large.get(feature) ?? 0);
  return sum;
}

function featuresOf(text: string): Map<number, number> {
  const features = new Map<number, number>();
  readFeatures(tokenise(text), CONCEPTS, {
    // Pairs, firsts and lasts are left out: two ways to ask the same differ in them.
    word: (hash, field, from, to) => {
      if (from === to && field <= 1) features.set(hash, WORD_WEIGHT);
      return true;
    },
    letters: (hash, from, to) => {
      if (to - from >= SHORTEST_LETTERS) features.set(hash, 1);
      return true;
    },
  });
  return features;
}

function unit(weights: Map<number, number>): Profile {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (const [feature, weight] of weights) weights.set(feature, weight / length);
  return weights;
}
