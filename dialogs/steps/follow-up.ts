import type { Topic } from '../../knowledge/article/topic.ts';
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
  if (!retrieval || !top || !isShort(message.text, means.thresholds.followUpWords)) return null;
  const last = before.lastTopic !== null && before.sinceAnswer < FORGOTTEN_AFTER ? sayableTopic(turn, before.lastTopic) : undefined;
  if (top.id === 'contact.directory' && retrieval.confidence >= means.thresholds.clarify) return numberAsked(turn, last);
  if (!last) return null;
  if (means.phrases.list.link.is(message.text)) return repeat(turn, last, 'chat:answer.link', []);
  if (top.id === 'contact.hours') return hoursAsked(turn, last);
  if (retrieval.confidence >= means.thresholds.switchTopic) return null;
  return leaning(turn, last);
};

/** "What's the number?": the line of the last answer, or of the member's plan. */
function numberAsked(turn: Turn, last: Topic | undefined) {
  const { directory } = turn.means;
  const plan = directory.plans.find(({ id }) => id === turn.plan);
  const [line] = last ? resolveLines(last.lines, turn.plan, directory) : [];
  const planTopic = plan && (!last || line === plan.line) ? sayableTopic(turn, plan.topic) : undefined;
  if (planTopic) return answerTopic(turn, planTopic, { topics: [planTopic.id, ...(last ? [last.id] : [])], keepQuestion: true });
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

/** Reads the message together with the question before it; what both are about is the answer. */
function leaning(turn: Turn, last: Topic) {
  const { before, means, message } = turn;
  const together = means.knowledge?.engine.retrieve({
    text: `${before.lastQuestion ?? last.texts['en']?.title ?? ''} ${message.text}`,
    language: turn.language,
    lastTopic: last.id,
    ...(turn.plan ? { plan: turn.plan } : {}),
  });
  const top = together?.candidates[0];
  if (!together || top?.kind !== 'topic' || together.confidence < means.thresholds.answer) return null;
  const topic = sayableTopic(turn, top.id);
  if (!topic) return null;
  turn.retrieval = together;
  return answerTopic(turn, topic, { keepQuestion: topic.id === last.id });
}

/** At most so many words; in scripts without spaces, two characters count as a word. */
function isShort(text: string, most: number): boolean {
  const unbroken = text.match(/[\p{Script=Han}\p{Script=Khmer}]/gu)?.length ?? 0;
  return text.trim().split(/\s+/).length + unbroken / 2 <= most + (unbroken > 0 ? 1 : 0);
}
