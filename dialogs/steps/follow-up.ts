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
  if (asksForSomeNumber(turn)) return numberAsked(turn, last);
  if (!last) return null;
  if (means.phrases.list.link.is(message.text)) return repeat(turn, last, 'chat:answer.link', []);
  if (top.id === 'contact.hours') return hoursAsked(turn, last);
  return leaning(turn, last);
};

/** Whether a message wants a phone number without saying whose: likely about lines, no one line sure. */
function asksForSomeNumber({ retrieval, means }: Turn): boolean {
  const candidates = retrieval?.candidates ?? [];
  const { someNumber, clearNumber } = means.thresholds;
  const lines = candidates.filter(({ id }) => id.startsWith('contact.') && id !== 'contact.hours');
  const together = lines.reduce((sum, { probability }) => sum + probability, 0);
  const [top] = candidates;
  if (top?.id === 'contact.directory') return top.probability >= means.thresholds.clarify;
  return together >= someNumber && (lines[0]?.probability ?? 0) < clearNumber;
}

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
 * Reads the message alone, and together with the question before it. A neighbour of the last topic that it points
 * to alone is what it asks about ("is dental covered" – "and eyes?"); any other topic only where both readings
 * agree; otherwise what both questions together are about.
 */
function leaning(turn: Turn, last: Topic) {
  const { before, means, message, retrieval } = turn;
  const { thresholds, knowledge } = means;
  const alone = retrieval?.candidates[0];
  if (before.lastQuestion === null || !knowledge || !retrieval || !alone) return null;
  if (alone.kind === 'class' && retrieval.confidence >= thresholds.surelyAway) return null;
  const text = `${before.lastQuestion} ${message.text}`;
  const context = { text, language: turn.language, ...(turn.plan ? { plan: turn.plan } : {}) };
  const [joint] = knowledge.engine.retrieve(context).candidates;
  const aloneTopic =
    alone.kind === 'topic' && alone.id !== last.id ? sayableTopic(turn, alone.id) : undefined;
  if (aloneTopic) {
    const clearLine = alone.id.startsWith('contact.') && retrieval.confidence >= thresholds.clearNumber;
    if (clearLine) return answerTopic(turn, aloneTopic);
    const least = isNeighbour(last, alone.id) ? thresholds.newNeighbour : thresholds.answer;
    const agreed = joint?.id === alone.id || isNeighbour(last, alone.id);
    if (agreed && retrieval.confidence >= least) return answerTopic(turn, aloneTopic);
  }
  const both = knowledge.engine.retrieve({ ...context, lastTopic: last.id });
  const top = both.candidates[0];
  if (top?.kind !== 'topic' || both.confidence < thresholds.answer) return null;
  // A question to turn away that says so itself does not become an answer by what was asked before it.
  const away = alone.kind === 'class' && alone.id.startsWith('turn-away.');
  if (away && (top.id !== last.id || both.confidence < thresholds.staysOnTopic)) return null;
  const topic = sayableTopic(turn, top.id);
  if (!topic) return null;
  turn.retrieval = both;
  return answerTopic(turn, topic, { keepQuestion: topic.id === last.id });
}

/** Of the same family (`privacy.…`) or named as related. */
function isNeighbour(last: Topic, id: string): boolean {
  return last.related.includes(id) || last.id.split('.')[0] === id.split('.')[0];
}
