import { countWords } from '../match/count-words.ts';
import { handoff } from '../reply/handoff.ts';
import { end, type Step } from '../turn.ts';

/** Fewest words after "no, I meant" that are a question of their own. */
const FEWEST_WORDS = 2;

/** "No, I meant …": what was answered or offered is out, the rest is read anew; a second time a person is offered. */
export const mendMisunderstanding: Step = turn => {
  const { before, means, message } = turn;
  const { moved } = means.phrases.list;
  const offered = before.offered.flatMap(({ value }) => (value.startsWith('topic:') ? [value.slice(6)] : []));
  const wrong = before.lastTopic !== null && before.sinceAnswer === 0 ? [before.lastTopic] : offered;
  if (wrong.length === 0 || moved.find(message.text) === null) return null;
  const misses = before.misses + 1;
  const refused = [...new Set([...before.refused, ...wrong])];
  turn.draft = { ...turn.draft, misses, missed: true, refused, dialogs: { dialogStack: [] } };
  if (misses >= means.thresholds.givesUpAfter) return handoff(turn, 'giveUp');
  const rest = moved.without(message.text);
  if (countWords(rest) < FEWEST_WORDS) {
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:clarify.again' }] });
  }
  turn.message = { ...message, text: rest };
  return null;
};
