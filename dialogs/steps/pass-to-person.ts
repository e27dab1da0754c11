import { handoff } from '../reply/handoff.ts';
import type { Step } from '../turn.ts';
import { isClass } from './classes.ts';

/** A person is always one word away: the line, at once, no questions first. */
export const passToPerson: Step = turn => {
  const { means, message, retrieval } = turn;
  const asked =
    means.phrases.list.person.is(message.text) ||
    isClass(retrieval, 'command.person', means.thresholds.person);
  if (!asked) return null;
  turn.draft = { ...turn.draft, dialogs: { dialogStack: [] } };
  return handoff(turn, 'person');
};
