import type { DialogContext } from 'botbuilder-dialogs';
import type { Decision } from '../decision.ts';
import type { Turn } from '../turn.ts';

const TURN = Symbol('turn');
const DECISION = Symbol('decision');

/** Hands the turn to the dialogs that run in this context. */
export function giveTurn(dc: DialogContext, turn: Turn): void {
  dc.context.turnState.set(TURN, turn);
}

/** The turn a dialog works on. */
export function turnOf(dc: DialogContext): Turn {
  return dc.context.turnState.get(TURN) as Turn; // set by giveTurn before any dialog runs
}

/** Ends the turn with this decision. */
export function finish(dc: DialogContext, decision: Decision): void {
  dc.context.turnState.set(DECISION, decision);
}

/** The decision that a dialog ended the turn with, or null where it left the message to others. */
export function finished(dc: DialogContext): Decision | null {
  return (dc.context.turnState.get(DECISION) as Decision | undefined) ?? null; // set by finish only
}
