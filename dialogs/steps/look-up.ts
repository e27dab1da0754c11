import { planNamed } from '../match/plan-named.ts';
import { planLines } from '../reply/member-lines.ts';
import { end, type Step } from '../turn.ts';

/** Looks the message up in the knowledge, once. Where it can't be read, the reply is the phone lines. */
export const lookUp: Step = turn => {
  const { means, message } = turn;
  const named = planNamed(message.text, means.phrases);
  if (named) turn.plan = named;
  if (!means.knowledge) {
    return end(turn, 'handoff', {
      blocks: [
        { kind: 'say', key: 'chat:handoff.broken' },
        { kind: 'lines', lines: [...planLines(turn.plan, means.directory), 'dpss', 'nurse'] },
        { kind: 'reference' },
      ],
    });
  }
  turn.retrieval = means.knowledge.engine.retrieve({
    text: message.text,
    language: turn.language,
    ...(turn.plan ? { plan: turn.plan } : {}),
  });
  return null;
};
