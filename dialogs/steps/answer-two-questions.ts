import { countWords } from '../match/count-words.ts';
import { answerBlocks, sayableTopic } from '../reply/answer.ts';
import { end, type Step, type Turn } from '../turn.ts';

const PARTS = /[?؟？՞;\n]+|[.!。！]\s+/u;
const LEAST_WORDS = 3;

/** Two questions in one message, each sure on its own and on different topics, get both answers. */
export const answerTwoQuestions: Step = turn => {
  const { message, retrieval, means } = turn;
  if (message.channel === 'sms' || retrieval?.candidates[0]?.kind !== 'topic') return null;
  const parts = message.text
    .split(PARTS)
    .map(part => part.trim())
    .filter(part => countWords(part) >= LEAST_WORDS);
  if (parts.length !== 2) return null;
  const found = parts.map(part => sureTopic(turn, part));
  const [first, second] = found;
  if (!first || !second || first.id === second.id) return null;
  // The whole message must not be about something else: "I have both plans. What number do I dial?" is one question.
  const ranked = retrieval.candidates.slice(0, means.thresholds.clarifyMost).map(({ id }) => id);
  const [best] = ranked;
  if (best !== first.id && best !== second.id) return null;
  if (!ranked.includes(first.id) || !ranked.includes(second.id)) return null;
  turn.draft = {
    ...turn.draft,
    lastTopic: second.id,
    lastQuestion: parts[1] ?? null,
    sinceAnswer: 0,
    misses: 0,
  };
  return end(turn, 'answered', {
    blocks: [
      { kind: 'say', key: 'chat:answer.both' },
      ...answerBlocks(turn, first),
      ...answerBlocks(turn, second),
    ],
    topic: best,
    topics: [first.id, second.id],
  });
};

function sureTopic(turn: Turn, text: string) {
  const { knowledge, thresholds } = turn.means;
  const found = knowledge?.engine.retrieve({
    text,
    language: turn.language,
    ...(turn.plan ? { plan: turn.plan } : {}),
  });
  const top = found?.candidates[0];
  if (!found || top?.kind !== 'topic' || found.confidence < thresholds.twoQuestions) return undefined;
  return sayableTopic(turn, top.id);
}
