import type { Topic } from '../../knowledge/article/topic.ts';
import { countWords } from '../match/count-words.ts';
import { answerTopic, rankedTopics, sayableTopic } from '../reply/answer.ts';
import { resolveLines } from '../reply/member-lines.ts';
import { end, type Step, type Turn } from '../turn.ts';

/** Turns after which a short message no longer leans on the last answer. */
const FORGOTTEN_AFTER = 3;

/**
 * A message that leans on the talk: "what's the number", "when are they open", "is there a link", "and for my
 * kids?". Only short messages that say nothing sure of their own do; anything else is read for itself.
 */
export const followUp: Step = turn => {
  const { before, means, message, retrieval } = turn;
  const top = retrieval?.candidates[0];
  if (!retrieval || !top || countWords(message.text) > means.thresholds.followUpWords) return null;
  const last =
    before.lastTopic !== null && before.sinceAnswer < FORGOTTEN_AFTER
      ? sayableTopic(turn, before.lastTopic)
      : undefined;
  if (top.id === 'contact.directory' && retrieval.confidence >= means.thresholds.clarify)
    return numberAsked(turn, last);
  if (!last) return null;
  if (means.phrases.list.link.is(message.text)) return repeat(turn, last, 'chat:answer.link', []);
  if (top.id === 'contact.hours') return hoursAsked(turn, last);
  if (top.kind === 'topic' && top.id !== last.id && retrieval.confidence >= means.thresholds.switchTopic)
    return null;
  return leaning(turn, last);
};

/** "What's the number?": the line of the last answer, or of the member's plan. */
function numberAsked(turn: Turn, last: Topic | undefined) {
  const { directory } = turn.means;
  const plan = directory.plans.find(({ id }) => id === turn.plan);
  const [line] = last ? resolveLines(last.lines, turn.plan, directory) : [];
  const planTopic = plan && (!last || line === plan.line) ? sayableTopic(turn, plan.topic) : undefined;
  if (planTopic)
    return answerTopic(turn, planTopic, {
      topics: [planTopic.id, ...(last ? [last.id] : [])],
      keepQuestion: true,
    });
  if (!last || line === undefined) return null;
  return repeat(turn, last, 'chat:answer.numbers', resolveLines(last.lines, turn.plan, directory));
}

/** "When are they open?": the hours of the last answer's line, unless that is a plan line, which never closes. */
function hoursAsked(turn: Turn, last: Topic) {
  const { directory } = turn.means;
  const [line] = resolveLines(last.lines, turn.plan, directory);
  if (line === undefined || directory.plans.some(plan => plan.line === line)) return null;
  return repeat(turn, last, 'chat:answer.hours', [line]);
}

function repeat(turn: Turn, topic: Topic, key: string, lines: readonly string[]) {
  turn.draft = { ...turn.draft, sinceAnswer: 0, misses: 0 };
  return end(turn, 'answered', {
    blocks: [
      { kind: 'say', key },
      ...(lines.length > 0 ? [{ kind: 'lines', lines } as const] : []),
      { kind: 'source', topic: topic.id },
    ],
    topic: topic.id,
    topics: rankedTopics(turn, topic.id),
  });
}

/**
 * Reads the message together with the question before it. Where the last topic stays nearly as likely as it was,
 * the message was about it; where it drops, the message brought something new, and what it says alone counts.
 */
function leaning(turn: Turn, last: Topic) {
  const { before, means, message, retrieval } = turn;
  const { thresholds, knowledge } = means;
  const alone = retrieval?.candidates[0];
  if (before.lastQuestion === null || !knowledge || !retrieval || !alone) return null;
  if (alone.kind === 'class' && retrieval.confidence >= thresholds.surelyAway) return null;
  const context = { language: turn.language, ...(turn.plan ? { plan: turn.plan } : {}) };
  const first = knowledge.engine.retrieve({ text: before.lastQuestion, ...context });
  const both = knowledge.engine.retrieve({
    text: `${before.lastQuestion} ${message.text}`,
    lastTopic: last.id,
    ...context,
  });
  const top = both.candidates[0];
  if (top?.kind !== 'topic') return null;
  const had = first.candidates.find(({ id }) => id === last.id)?.probability ?? 0;
  const stays = top.id === last.id && both.confidence >= thresholds.staysOnTopic * had;
  const news = alone.kind === 'topic' && alone.id !== last.id;
  if (
    news &&
    !stays &&
    retrieval.confidence >= thresholds.newTopic &&
    retrieval.confidence >= both.confidence / 2
  ) {
    const topic = sayableTopic(turn, alone.id);
    return topic ? answerTopic(turn, topic) : null;
  }
  if (both.confidence < thresholds.answer || (!stays && alone.kind === 'class')) return null;
  const topic = sayableTopic(turn, top.id);
  if (!topic) return null;
  turn.retrieval = both;
  return answerTopic(turn, topic, { keepQuestion: topic.id === last.id });
}
