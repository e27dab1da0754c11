import { planNamed } from '../match/plan-named.ts';
import { type HandoffReason, handoff } from '../reply/handoff.ts';
import type { Step, Turn } from '../turn.ts';
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
  if (found) return handoff(turn, found[1]);
  return isAboutAnotherCompany(turn) ? handoff(turn, 'other-company') : null;
};

/** "How do I pay my Molina premium": reads like one of our topics, but names another insurer and no plan of ours. */
function isAboutAnotherCompany({ means, message, retrieval }: Turn): boolean {
  const top = retrieval?.candidates[0];
  return (
    top !== undefined &&
    !means.otherCompanies.fine.has(top.id) &&
    means.otherCompanies.names.find(message.text) !== null &&
    planNamed(message.text, means.phrases) === null
  );
}
