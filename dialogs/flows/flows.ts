import type { Decision } from '../decision.ts';
import type { Turn } from '../turn.ts';
import type { FlowName } from './flow-name.ts';

// The dialog SDK takes about a second to load and few turns need it, so it is loaded by the first flow.
const load = () => import('./run-flow.ts');

/** Begins a flow; its first question ends the turn. */
export async function beginFlow(turn: Turn, name: FlowName): Promise<Decision | null> {
  return (await load()).beginFlow(turn, name);
}

/** Goes on with the flow in progress, if there is one. Null where there is none or the message leaves it. */
export async function resumeFlow(turn: Turn): Promise<Decision | null> {
  if (turn.before.dialogs.dialogStack.length === 0) return null;
  return (await load()).resumeFlow(turn);
}

/** Loads the dialog SDK ahead of the first flow. */
export async function warmFlows(): Promise<void> {
  await load();
}
