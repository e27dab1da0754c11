import type { Candidate } from '../../knowledge/engine/types.ts';
import { answerTopic, sayableTopic } from '../reply/answer.ts';
import { noneChoice, topicChoices } from '../reply/choices.ts';
import type { Thresholds } from '../thresholds.ts';
import { end, type Step, type Turn } from '../turn.ts';

/** One approved answer where the knowledge is sure enough; a choice of two or three where they are close. */
export const answerQuestion: Step = turn => {
  const topics = topicCandidates(turn);
  const [top] = topics;
  if (!top || !turn.retrieval) return null;
  const { thresholds } = turn.means;
  const topIsTopic = turn.retrieval.candidates[0]?.kind === 'topic';
  const topic = sayableTopic(turn, top.id);
  if (topic && topIsTopic && isSure(turn.retrieval.confidence, topics, thresholds))
    return answerTopic(turn, topic);
  return clarify(turn, topics);
};

/** Sure enough to answer: likely, or less likely with no other topic close, so that there is nothing to choose from. */
function isSure(confidence: number, topics: readonly Candidate[], thresholds: Thresholds): boolean {
  if (confidence >= thresholds.answer) return true;
  const [first, second] = topics;
  const close = (second?.probability ?? 0) * thresholds.aloneRatio > (first?.probability ?? 0);
  return confidence >= thresholds.answerAlone && !close;
}

/** Offers the close contenders, in members' words; null where they are not likely enough together. */
export function clarify(turn: Turn, topics: readonly Candidate[]): ReturnType<typeof end> | null {
  const { clarify: together, clarifyEach, clarifyMost } = turn.means.thresholds;
  const close = topics.filter(({ probability }) => probability >= clarifyEach).slice(0, clarifyMost);
  const sum = close.reduce((total, { probability }) => total + probability, 0);
  if (sum < together || close.length === 0) return null;
  const offered = close.map(({ id }) => id);
  turn.draft = { ...turn.draft, lastQuestion: turn.message.text };
  return end(turn, 'clarify', {
    blocks: [],
    prompt: 'chat:clarify.ask',
    choices: [...topicChoices(turn, offered), noneChoice(turn)],
    topics: offered,
  });
}

/** Topics among the candidates that may be said and that the member did not refuse, best first. */
export function topicCandidates(turn: Turn): readonly Candidate[] {
  return (turn.retrieval?.candidates ?? []).filter(
    ({ kind, id }) =>
      kind === 'topic' && !turn.draft.refused.includes(id) && sayableTopic(turn, id) !== undefined,
  );
}
