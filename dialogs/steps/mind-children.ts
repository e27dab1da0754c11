import { planLines } from '../reply/member-lines.ts';
import { end, type Step } from '../turn.ts';
import { isClass } from './classes.ts';

/**
 * A child under 13 is not talked with: the bot says so, gives the line, has the conversation deleted and stays
 * closed. Kept from the plan's privacy policy, section 8, and the Children's Online Privacy Protection Act.
 */
export const minding: Step = turn => {
  const { before, means, message } = turn;
  const lines = { kind: 'lines', lines: planLines(turn.plan, means.directory) } as const;
  if (before.closed) {
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'flows:under-13.closed' }, lines] });
  }
  const says = means.phrases.ages.find(message.text) !== null;
  if (!says || !isChildWriting(turn.message.text, turn)) return null;
  turn.flags.push('child');
  turn.draft = { ...turn.draft, closed: true };
  return end(turn, 'control', {
    blocks: [{ kind: 'say', key: message.mustStay ? 'flows:under-13.closed' : 'flows:under-13.stop' }, lines],
    effect: 'delete-conversation',
  });
};

/** "I am 10" alone says it; in a longer text the class learnt from samples must agree ("I am 10 weeks pregnant"). */
function isChildWriting(text: string, turn: Parameters<Step>[0]): boolean {
  if (turn.means.phrases.ages.is(text)) return true;
  const { knowledge, thresholds } = turn.means;
  const found = knowledge?.engine.retrieve({ text, language: turn.language });
  return found !== undefined && isClass(found, 'statement.under-13', thresholds.child);
}
