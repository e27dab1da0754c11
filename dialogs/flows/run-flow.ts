import {
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import type { Decision } from '../decision.ts';
import type { Turn } from '../turn.ts';
import { ConfirmDeletion } from './confirm-deletion.ts';
import type { FlowName } from './flow-name.ts';
import { loadFlowTree } from './flow-tree.ts';
import { finished, giveTurn } from './flow-turn.ts';
import { GuidedFlow } from './guided-flow.ts';

/** Dialogs need an adapter to run in; these send nothing, they end the turn with a decision instead. */
class SilentAdapter extends BotAdapter {
  async sendActivities(): Promise<ResourceResponse[]> {
    return [];
  }
  async updateActivity(): Promise<undefined> {
    return undefined;
  }
  async deleteActivity(): Promise<void> {}
  async continueConversation(_reference: Partial<ConversationReference>): Promise<void> {}
}

const adapter = new SilentAdapter();
const flows = [
  new GuidedFlow(loadFlowTree('renewal-coach')),
  new GuidedFlow(loadFlowTree('line-finder')),
  new ConfirmDeletion(),
] as const;

/** Begins a flow; its first question ends the turn. */
export async function beginFlow(turn: Turn, name: FlowName): Promise<Decision | null> {
  turn.draft = { ...turn.draft, dialogs: { dialogStack: [] } };
  return run(turn, dc => dc.beginDialog(name));
}

/** Goes on with the flow in progress. Null where the message leaves it. */
export async function resumeFlow(turn: Turn): Promise<Decision | null> {
  return run(turn, dc => dc.continueDialog());
}

async function run(turn: Turn, step: (dc: DialogContext) => Promise<unknown>): Promise<Decision | null> {
  // The stack is copied: the state before the turn stays as it was.
  const stack: DialogState = structuredClone(turn.draft.dialogs);
  const dialogs = new DialogSet({ get: async () => stack, set: async () => {}, delete: async () => {} });
  for (const flow of flows) dialogs.add(flow);
  const context = new TurnContext(adapter, { type: ActivityTypes.Message, text: turn.message.text });
  const dc = await dialogs.createContext(context);
  giveTurn(dc, turn);
  await step(dc);
  turn.draft = { ...turn.draft, dialogs: stack };
  const decision = finished(dc);
  return decision && { ...decision, state: { ...decision.state, dialogs: stack } };
}
