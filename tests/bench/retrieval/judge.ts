import type { Ranked } from './contender.ts';
import type { BenchQuestion } from './questions.ts';

/** A question with what a library found for it. */
export interface Judgement {
  readonly question: BenchQuestion;
  readonly ranked: readonly Ranked[];
}

/** What the classes of questions to turn away begin with. */
const TURN_AWAY = 'turn-away.';

/** Share of the answerable questions whose right topic is among the first; null where there are none. */
export function accuracyAt(places: number, judgements: readonly Judgement[]): number | null {
  const answerable = judgements.filter(({ question }) => question.topics !== null);
  if (answerable.length === 0) return null;
  const right = answerable.filter(({ question, ranked }) =>
    ranked
      .slice(0, places)
      .some(
        ({ label }) =>
          question.topics?.includes(label) || (question.mayTurnAway && label.startsWith(TURN_AWAY)),
      ),
  );
  return right.length / answerable.length;
}

/**
 * Wrong answers over all questions, where the surest share of them is answered by the library's own score and the rest
 * turned away. A class is never an answer: where one comes first, the question is among the last to be answered, by the
 * best topic behind it. An answer to a question that should be turned away is wrong.
 *
 * @param share of the questions that are answered, [0, 1]
 */
export function wrongAtCoverage(
  share: number,
  judgements: readonly Judgement[],
  isTopic: (label: string) => boolean,
): number {
  const answers = judgements
    .map(({ question, ranked }) => {
      const best = ranked.find(({ label }) => isTopic(label));
      const isFirst = best !== undefined && best === ranked[0];
      const wrong = best === undefined || !question.topics?.includes(best.label);
      return { wrong, isFirst, score: best?.score ?? Number.NEGATIVE_INFINITY };
    })
    .sort((one, other) => Number(other.isFirst) - Number(one.isFirst) || other.score - one.score);
  const answered = answers.slice(0, Math.round(share * answers.length));
  return answered.filter(({ wrong }) => wrong).length / (answers.length || 1);
}
