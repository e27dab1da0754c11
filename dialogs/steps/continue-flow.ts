import type { Decision } from '../decision.ts';
import type { FlowName } from '../flows/flow-name.ts';
import { beginFlow, resumeFlow } from '../flows/flows.ts';
import { pickChoice } from '../match/pick-choice.ts';
import { answerTopic, sayableTopic } from '../reply/answer.ts';
import { handoff } from '../reply/handoff.ts';
import type { Choice } from '../talk-state.ts';
import { end, type Step, type Turn } from '../turn.ts';
import { answerForPlan } from './note-plan.ts';
import { switchLanguage } from './obey-command.ts';

const BARE_NUMBER = /^\s*\p{Nd}{1,2}\s*$/u;

/** An answer to what the last turn asked: a step of a guided flow, or one of the choices offered. */
export const continueFlow: Step = async turn => {
  const inFlow = turn.before.dialogs.dialogStack.length > 0;
  const resumed = await resumeFlow(turn);
  if (resumed) return resumed;
  const { offered } = turn.before;
  const picked = inFlow ? null : pickChoice(turn.message.text, offered, turn.means.phrases);
  if (picked) return obeyChoice(turn, picked);
  if (turn.means.phrases.list.none.is(turn.message.text) && offered.some(({ value }) => value === 'none')) {
    return refuseAll(turn);
  }
  if (!BARE_NUMBER.test(turn.message.text)) return null;
  return offered.length > 0
    ? end(turn, 'control', { blocks: [], prompt: 'chat:clarify.pick', choices: offered })
    : end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:control.nothingPending' }] });
};

/** Does what a choice stands for. */
export async function obeyChoice(turn: Turn, choice: Choice): Promise<Decision | null> {
  const [kind, value = ''] = choice.value.split(/:(.*)/s);
  switch (kind) {
    case 'topic': {
      const topic = sayableTopic(turn, value);
      return topic ? answerTopic(turn, topic, { keepQuestion: true }) : null;
    }
    case 'plan':
      return answerForPlan(turn, value);
    case 'flow':
      return beginFlow(turn, value as FlowName); // only flow names are offered
    case 'language':
      return switchLanguage(turn, value);
    case 'none':
      return refuseAll(turn);
    default:
      return null;
  }
}

/** None of the topics offered: tries again once in other words, then gives the line. */
function refuseAll(turn: Turn): Decision {
  const topics = turn.before.offered
    .filter(({ value }) => value.startsWith('topic:'))
    .map(({ value }) => value.slice(6));
  const misses = turn.before.misses + 1;
  turn.draft = {
    ...turn.draft,
    misses,
    missed: true,
    refused: [...new Set([...turn.before.refused, ...topics])],
  };
  if (misses >= turn.means.thresholds.givesUpAfter) return handoff(turn, 'giveUp');
  return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:clarify.again' }] });
}
