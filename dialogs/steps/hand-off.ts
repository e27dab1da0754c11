import { handoff } from '../reply/handoff.ts';
import type { Step } from '../turn.ts';

/** Nothing approved fits: says so and gives the line of the member's plan. Never guesses. */
export const handOff: Step = turn => {
  const misses = turn.before.misses + 1;
  turn.draft = { ...turn.draft, misses, missed: true };
  return handoff(turn, misses >= turn.means.thresholds.givesUpAfter ? 'giveUp' : 'unknown');
};
