import { handoff } from '../reply/handoff.ts';
import { planLines } from '../reply/member-lines.ts';
import { end, type Step } from '../turn.ts';
import { isClass } from './classes.ts';

const KINDS = ['greeting', 'thanks', 'goodbye', 'identity', 'acknowledge'] as const;

/** Hello, thanks, goodbye, are you a person; and "that did not help", which is no new question. */
export const makeSmallTalk: Step = turn => {
  const { retrieval, means, before } = turn;
  const { command, givesUpAfter } = means.thresholds;
  const kind = KINDS.find(name => isClass(retrieval, `smalltalk.${name}`, command));
  if (kind === 'greeting') {
    const key = before.turns > 0 ? 'chat:hello.again' : 'chat:hello.ask';
    return end(turn, 'smalltalk', { blocks: [{ kind: 'say', key }] });
  }
  if (kind) return end(turn, 'smalltalk', { blocks: [{ kind: 'say', key: `chat:smalltalk.${kind}` }] });
  if (!isClass(retrieval, 'smalltalk.not-helpful', command)) return null;
  turn.draft = {
    ...turn.draft,
    misses: before.misses + 1,
    missed: true,
    refused: refusedSoFar(before.refused, before.lastTopic),
  };
  if (turn.draft.misses >= givesUpAfter) return handoff(turn, 'giveUp');
  return end(turn, 'smalltalk', {
    blocks: [
      { kind: 'say', key: 'chat:smalltalk.not-helpful' },
      { kind: 'lines', lines: planLines(turn.plan, means.directory) },
    ],
  });
};

function refusedSoFar(refused: readonly string[], last: string | null): readonly string[] {
  return last === null ? refused : [...new Set([...refused, last])];
}
