import { join } from 'node:path';
import { readDocuments } from '../../../knowledge/engine/read-documents.ts';
import type { TrainingDocument } from '../../../knowledge/engine/types.ts';
import { readQuestionSet } from '../../eval/question-set.ts';
import type { SetName } from './measures.ts';
import { type BenchQuestion, benchQuestions, holdBack } from './questions.ts';

/** What every library learns from and is asked: read once, since articles may be edited while the benchmark runs. */
export interface BenchInput {
  readonly documents: readonly TrainingDocument[];
  readonly questions: Readonly<Record<SetName, readonly BenchQuestion[]>>;
}

/** Sample questions of each language, about, that no library learns from. */
const HELD_BACK = 60;

export function readBenchInput(root: string): BenchInput {
  const { documents, questions } = holdBack(readDocuments(join(root, 'knowledge')), HELD_BACK);
  const dev = benchQuestions(readQuestionSet(join(root, 'tests', 'eval', 'dev.jsonl')));
  return { documents, questions: { dev, heldBack: questions } };
}
