import LogisticRegressionClassifier from 'natural/lib/natural/classifiers/logistic_regression_classifier.js';
import type { TrainingDocument } from '../../../../knowledge/engine/types.ts';
import { labelledTexts } from '../search-texts.ts';
import { stemsOf } from '../words.ts';

/** What training on a part of the English texts took. */
export interface LogisticPart {
  readonly topics: number;
  readonly texts: number;
  readonly ms: number;
}

const PARTS = [4, 8, 16, 32, 64];
const TEXTS_A_TOPIC = 12;
/** After a part that took so long, no larger one is tried. */
const LONG_MS = 10_000;

/** Trains natural's logistic regression on growing parts of the English texts, until one takes long. */
export function timeLogistic(documents: readonly TrainingDocument[]): readonly LogisticPart[] {
  const topics = documents.filter(({ language, kind }) => language === 'en' && kind === 'topic');
  const parts: LogisticPart[] = [];
  for (const count of PARTS) {
    const texts = topics.slice(0, count).flatMap(topic => labelledTexts([topic]).slice(0, TEXTS_A_TOPIC));
    const classifier = new LogisticRegressionClassifier();
    for (const { text, label } of texts) classifier.addDocument(stemsOf(text), label);
    const started = performance.now();
    classifier.train();
    const ms = performance.now() - started;
    parts.push({ topics: count, texts: texts.length, ms });
    if (ms > LONG_MS) break;
  }
  return parts;
}
