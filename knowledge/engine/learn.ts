import { tokenise } from '../text/tokenise.ts';
import { addLikelihood } from './add-likelihood.ts';
import { type FeatureTable, featureTable } from './feature-table.ts';
import { Field, readFeatures } from './features.ts';
import { hashEnd, hashSeed, hashString } from './hash.ts';
import { compressWeights, type LinearModel } from './linear-model.ts';
import type { Sample } from './samples.ts';
import type { Concepts } from './synonyms.ts';
import { trainLinear } from './train-linear.ts';
import type { Tuning } from './tuning.ts';
import { valueAt, vectoriser } from './vectorise.ts';

export interface Learned {
  readonly table: FeatureTable;
  readonly model: LinearModel;
}

const SEED = 7;
/** Samples times rounds at least. */
const LEAST_STEPS = 3_000;

/** Learns the features that occur often enough, and the weights, from labelled texts. */
export function learn(
  samples: readonly Sample[],
  labels: number,
  concepts: Concepts,
  tuning: Tuning['learning'],
): Learned {
  const table = learnTable(samples, concepts, tuning);
  const vectorise = vectoriser(table, concepts);
  const vectors = samples.map(({ text, label, cost }) => {
    const question = vectorise(text);
    const { ids } = question;
    const values = Float32Array.from(ids, (_, place) => valueAt(question, place));
    return { ids, values, label, cost, key: hashEnd(hashString(hashSeed(label), text)) };
  });
  const dense = trainLinear(vectors, {
    features: table.hashes.length,
    labels,
    cost: tuning.cost,
    // Few samples need more rounds to come to rest, and have the time for it.
    rounds: Math.max(tuning.rounds, Math.ceil(LEAST_STEPS / samples.length)),
    seed: SEED,
  });
  const lengthCost = addLikelihood(dense, vectors, tuning.likelihood);
  return { table, model: compressWeights(dense, lengthCost, tuning.leastWeight) };
}

/** Counts in how many texts each feature stands; rare ones are left out, save single words. */
function learnTable(
  samples: readonly Sample[],
  concepts: Concepts,
  tuning: Tuning['learning'],
): FeatureTable {
  const always = new Set<number>();
  const chunks: Uint32Array[] = [];
  for (const { text } of samples) {
    const found = new Set<number>();
    readFeatures(tokenise(text), concepts, {
      word(hash, field, from, to) {
        found.add(hash);
        if (field === Field.Stem || field === Field.Meaning || (field === Field.Word && from === to))
          always.add(hash);
        return true;
      },
      letters(hash) {
        found.add(hash);
        return true;
      },
    });
    chunks.push(Uint32Array.from(found));
  }
  const counts = countSorted(concatenate(chunks).sort());
  let fewest = tuning.fewestTexts;
  const fits = (least: number) => counts.filter(([, count]) => count >= least).length <= tuning.mostFeatures;
  while (!fits(fewest)) fewest += 1;
  return featureTable(
    Uint32Array.from(
      counts.filter(([hash, count]) => count >= fewest || always.has(hash)).map(([hash]) => hash),
    ),
  );
}

function concatenate(chunks: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function countSorted(hashes: Uint32Array): readonly (readonly [hash: number, count: number])[] {
  const counts: [number, number][] = [];
  for (const hash of hashes) {
    const last = counts.at(-1);
    if (last !== undefined && last[0] === hash) last[1] += 1;
    else counts.push([hash, 1]);
  }
  return counts;
}
