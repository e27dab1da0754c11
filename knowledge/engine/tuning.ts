import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const cost = z.number().min(0).max(10);

/** Everything about the engine that can be tuned without code; kept in `knowledge/tuning.json`. */
const tuningSchema = z
  .object({
    /** Confidence from which a topic is answered, and from which it is at least offered. */
    thresholds: z.object({ answer: share, clarify: share }),
    learning: z.object({
      /** Cost of a mistake on a member's question against the size of the weights. */
      cost: z.number().positive(),
      /** Sweeps over the samples. */
      rounds: z.int().min(2).max(50),
      /** The second opinion; see `addLikelihood`. */
      likelihood: z.object({ strength: z.number().min(0), smoothing: z.number().positive() }),
      /** Cost of a mistake on a title, a keyword, a sentence of the article, where a question costs 1. */
      titleCost: cost,
      keywordCost: cost,
      bodyCost: cost,
      /** A pair of words or a run of letters is kept if it stands in so many texts. Single words always are. */
      fewestTexts: z.int().min(1),
      /** Where there are more features, `fewestTexts` rises until they fit: memory of the build and size of the index. */
      mostFeatures: z.int().min(1_000),
      /** Smaller weights are dropped from the index. */
      leastWeight: z.number().min(0),
    }),
    calibration: z.object({
      /** Share of the questions that each fold holds back. */
      heldBack: share,
      /** The same for the samples of classes: few as they are, the confidence leans on them. */
      classHeldBack: share,
      /** Share of the topics that each fold takes out whole, to see how unknown questions look. */
      unknownTopics: share,
      /** Shares of the questions that the confidence is calibrated for: those for a class, and those on no known topic. */
      classShare: share,
      unknownShare: share,
      /** Folds are added until about so many samples were learnt from: few samples, more folds. */
      samples: z.int().positive(),
      mostFolds: z.int().min(1),
      /** Pull to zero of the logistic curve. */
      ridge: z.number().min(0),
    }),
    /** Added to a candidate's margin (a sure match is about 1, none −1). */
    priors: z.object({ ownPlan: z.number(), otherPlan: z.number(), lastTopic: z.number() }),
  })
  .readonly();

export type Tuning = z.infer<typeof tuningSchema>;

/** @throws where the file is missing or a value is out of its range; the message names the value */
export function readTuning(knowledgeDir: string): Tuning {
  return tuningSchema.parse(JSON.parse(readFileSync(join(knowledgeDir, 'tuning.json'), 'utf8')));
}
