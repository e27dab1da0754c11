import { fitCalibration, heldBackCases } from './calibrate.ts';
import type { Calibration } from './confidence.ts';
import { encodeIndex } from './index-format.ts';
import { knowledgeDir } from './knowledge-dir.ts';
import { learn } from './learn.ts';
import { readSynonyms } from './read-synonyms.ts';
import { samplesOf } from './samples.ts';
import { conceptsOf, type SynonymGroup } from './synonyms.ts';
import { readTuning, type Tuning } from './tuning.ts';
import type { TrainingDocument } from './types.ts';

export interface BuildOptions {
  /** `knowledge/tuning.json` by default. */
  readonly tuning?: Tuning;
  /** The lists in `knowledge/synonyms` by default. */
  readonly synonyms?: readonly SynonymGroup[];
  /**
   * Curve of an earlier index from nearly the same documents, or one that {@link learnCalibration} learns elsewhere at
   * the same time, instead of one learnt here.
   */
  readonly calibration?: Calibration | PromiseLike<Calibration>;
  /** Told what is being done, and how much of the whole is done, [0, 1]. */
  readonly onProgress?: (step: string, done: number) => void;
}

/** Learns on held-back folds how far the ranking of an index of these documents can be trusted. */
export function learnCalibration(
  documents: readonly TrainingDocument[],
  options: Omit<BuildOptions, 'calibration'> = {},
): Calibration {
  const tuning = options.tuning ?? readTuning(knowledgeDir());
  const concepts = conceptsOf(options.synonyms ?? readSynonyms(knowledgeDir()));
  const cases = heldBackCases(samplesOf(documents, tuning.learning), concepts, tuning, (fold, folds) =>
    options.onProgress?.(`calibrate ${fold + 1} of ${folds}`, fold / (folds + 1)),
  );
  return fitCalibration(cases, tuning.calibration);
}

/**
 * Builds the index of a set of documents: learns on held-back folds how far the ranking can be trusted, and learns
 * from all. The same documents and options give the same bytes, in whatever order the documents come.
 */
export async function buildIndex(
  documents: readonly TrainingDocument[],
  options: BuildOptions = {},
): Promise<Uint8Array> {
  const tuning = options.tuning ?? readTuning(knowledgeDir());
  const synonyms = options.synonyms ?? readSynonyms(knowledgeDir());
  const tell = options.onProgress ?? (() => {});
  const concepts = conceptsOf(synonyms);
  const samples = samplesOf(documents, tuning.learning);
  const calibration = options.calibration ?? learnCalibration(documents, options);
  tell('learn', 0.8);
  const { table, model } = learn(samples.samples, samples.labels.length, concepts, tuning.learning);
  const index = encodeIndex({
    header: {
      labels: samples.labels.map(({ id, kind, plans }) => ({ id, kind, plans: [...plans] })),
      synonyms: synonyms.map(group => [...group]),
      calibration: [...(await calibration)],
      priors: tuning.priors,
      languages: [...new Set(documents.map(({ language }) => language))].sort(),
      samples: samples.samples.length,
      scale: model.scale,
      features: table.hashes.length,
      weights: model.weights.length,
    },
    table,
    model,
  });
  tell('done', 1);
  return index;
}
