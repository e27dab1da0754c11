import { type Tokens, tokenise } from '../text/tokenise.ts';
import { type FeatureTable, findFeature } from './feature-table.ts';
import { Field, readFeatures } from './features.ts';
import type { Concepts } from './synonyms.ts';

/** Where in the question a feature was read. */
interface Origin {
  /** Place of the feature in the vector. */
  readonly place: number;
  readonly field: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The features of one question that the index knows: words first, then letters. Those of a group have all the same
 * value, so that each group has length 1 (L2).
 */
export interface SparseVector {
  /** Feature numbers, each once. */
  readonly ids: Int32Array;
  /** How many of the features are of words. */
  readonly wordCount: number;
  /** Value of each feature of words. */
  readonly wordValue: number;
  /** Value of each feature of letters. */
  readonly letterValue: number;
  /** Share of the question's words that the index knows, [0, 1]; 0 for a question without words. */
  readonly known: number;
  readonly tokens: Tokens;
  /** One entry a feature, read again from the tokens: only explanations need it. */
  origins(): readonly Origin[];
}

/** Value of the feature at a place of the vector. */
export function valueAt({ wordCount, wordValue, letterValue }: SparseVector, place: number): number {
  return place < wordCount ? wordValue : letterValue;
}

/** Turns texts into vectors over one table. Keeps scratch space between calls, none of which shows outside. */
export function vectoriser(table: FeatureTable, concepts: Concepts): (text: string) => SparseVector {
  const lastSeen = new Uint32Array(table.hashes.length);
  let question = 0;
  return text => {
    const tokens = tokenise(text);
    const words: number[] = [];
    const letters: number[] = [];
    let known = 0;
    question = (question + 1) >>> 0;
    const note = (hash: number, found: number[]): boolean => {
      const feature = findFeature(table, hash);
      if (feature < 0) return false;
      if (lastSeen[feature] !== question) {
        lastSeen[feature] = question;
        found.push(feature);
      }
      return true;
    };
    readFeatures(tokens, concepts, {
      word(hash, field) {
        const isKnown = note(hash, words);
        if (isKnown && field === Field.Stem) known += 1;
        return isKnown;
      },
      letters: hash => note(hash, letters),
    });
    const ids = new Int32Array(words.length + letters.length);
    ids.set(words);
    ids.set(letters, words.length);
    return {
      ids,
      wordCount: words.length,
      wordValue: 1 / Math.sqrt(words.length || 1),
      letterValue: 1 / Math.sqrt(letters.length || 1),
      known: known / (tokens.folded.length || 1),
      tokens,
      origins: () => originsOf(tokens, ids, table, concepts),
    };
  };
}

function originsOf(
  tokens: Tokens,
  ids: Int32Array,
  table: FeatureTable,
  concepts: Concepts,
): readonly Origin[] {
  const places = new Map([...ids].map((feature, place) => [feature, place]));
  const origins = new Map<number, Origin>();
  const note = (hash: number, field: number, from: number, to: number) => {
    const place = places.get(findFeature(table, hash));
    if (place === undefined) return false;
    if (!origins.has(place)) origins.set(place, { place, field, from, to });
    return true;
  };
  readFeatures(tokens, concepts, {
    word: note,
    letters: (hash, from, to) => note(hash, Field.Letters, from, to),
  });
  return [...origins.values()];
}
