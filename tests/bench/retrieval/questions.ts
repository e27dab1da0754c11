import { seededRandom } from '../../../knowledge/engine/random.ts';
import type { TrainingDocument } from '../../../knowledge/engine/types.ts';
import type { Judged } from '../../eval/question-set.ts';
import type { AskedQuestion } from './contender.ts';

/** A question with what is right. */
export interface BenchQuestion extends AskedQuestion {
  /** Topics that are right; null where the question should be turned away. */
  readonly topics: readonly string[] | null;
  /** Whether to turn it away is right as well as to answer it. */
  readonly mayTurnAway?: boolean;
}

/** Languages whose documents have a longer tag than the questions. */
const DOCUMENT_LANGUAGE: Readonly<Record<string, string>> = { zh: 'zh-Hant' };

/** The one-turn questions of a set that expect an answer, and those that expect to be handed off. */
export function benchQuestions(set: readonly Judged[]): readonly BenchQuestion[] {
  return set.flatMap(({ lang, turns, expect }): BenchQuestion[] => {
    const [text] = turns;
    const [expected] = expect;
    if (text === undefined || !expected || turns.length > 1) return [];
    const language = DOCUMENT_LANGUAGE[lang] ?? lang;
    const { outcome, topics } = expected;
    if (outcome.includes('answered'))
      return topics ? [{ text, language, topics, mayTurnAway: outcome.includes('handoff') }] : [];
    return outcome.includes('handoff') ? [{ text, language, topics: null }] : [];
  });
}

/** Documents with some of their sample questions taken out, and those questions. */
export interface HeldBack {
  readonly documents: readonly TrainingDocument[];
  readonly questions: readonly BenchQuestion[];
}

const SEED = 41;

/** Takes some sample questions of topics out of each language; the same ones every time. */
export function holdBack(documents: readonly TrainingDocument[], perLanguage: number): HeldBack {
  const available = new Map<string, number>();
  for (const { language, kind, questions } of documents)
    if (kind === 'topic') available.set(language, (available.get(language) ?? 0) + questions.length);
  const random = seededRandom(SEED);
  const held: BenchQuestion[] = [];
  const kept = documents.map(document => {
    if (document.kind !== 'topic') return document;
    const { id, language } = document;
    const share = perLanguage / (available.get(language) ?? 1);
    const questions = document.questions.filter(text => {
      const drawn = random() < share;
      if (drawn) held.push({ text, language, topics: [id] });
      return !drawn;
    });
    return { ...document, questions };
  });
  return { documents: kept, questions: held };
}
