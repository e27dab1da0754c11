import { type HandoffReason, handoff } from '../reply/handoff.ts';
import type { Step } from '../turn.ts';
import { isClass } from './classes.ts';

const REASONS: readonly (readonly [string, HandoffReason])[] = [
  ['turn-away.my-account', 'account'],
  ['turn-away.renewal-status', 'renewal'],
  ['turn-away.clinical', 'clinical'],
  ['turn-away.other-company', 'other-company'],
  ['turn-away.out-of-scope', 'out-of-scope'],
  ['out-of-scope', 'out-of-scope'],
];

/** Questions the bot must not answer, each a class of its own with its own line. */
export const turnAway: Step = turn => {
  const { retrieval, means } = turn;
  const found = REASONS.find(([name]) => isClass(retrieval, name, means.thresholds.turnAway));
  return found ? handoff(turn, found[1]) : null;
};
