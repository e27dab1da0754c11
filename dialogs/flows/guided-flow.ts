import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { pickChoice } from '../match/pick-choice.ts';
import { planChoices } from '../reply/choices.ts';
import type { Choice } from '../talk-state.ts';
import { end, type Turn } from '../turn.ts';
import type { FlowTree } from './flow-tree.ts';
import { finish, turnOf } from './flow-turn.ts';

/** Where a flow stands, kept on the dialog stack: the question last asked, or the result that waits for the plan. */
interface FlowPlace {
  node?: string;
  waiting?: string;
}

/**
 * A guided flow over a tree of questions. Any message that picks none of the choices leaves it, and is then
 * read like any other.
 */
export class GuidedFlow extends Dialog {
  private readonly tree: FlowTree;

  constructor(tree: FlowTree) {
    super(tree.id);
    this.tree = tree;
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.ask(dc, 'start');
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc);
    const place = placeOf(dc);
    const picked = pickChoice(turn.message.text, turn.before.offered, turn.means.phrases);
    if (!picked) return dc.endDialog();
    if (place.waiting !== undefined) {
      turn.plan = picked.value.replace(/^plan:/, '');
      turn.draft = { ...turn.draft, plan: turn.plan };
      return this.conclude(dc, place.waiting);
    }
    const target = this.tree.nodes[place.node ?? 'start']?.choices[picked.value];
    if (target === undefined) return dc.endDialog();
    return this.tree.nodes[target] ? this.ask(dc, target) : this.conclude(dc, target);
  }

  private async ask(dc: DialogContext, name: string): Promise<DialogTurnResult> {
    const turn = turnOf(dc);
    const node = this.tree.nodes[name];
    if (!node) return dc.endDialog();
    placeOf(dc).node = name;
    const choices = Object.keys(node.choices).map(value =>
      this.choice(turn, value, `${node.labels}.${value}`),
    );
    finish(dc, end(turn, 'control', { blocks: [], prompt: `${this.tree.strings}.${node.say}`, choices }));
    return Dialog.EndOfTurn;
  }

  private async conclude(dc: DialogContext, name: string): Promise<DialogTurnResult> {
    const turn = turnOf(dc);
    const result = this.tree.results[name];
    if (!result) return dc.endDialog();
    const lines = result.lines.any ?? (turn.plan ? result.lines[turn.plan] : undefined);
    if (!lines) {
      placeOf(dc).waiting = name;
      finish(dc, end(turn, 'control', { blocks: [], prompt: 'chat:plan.ask', choices: planChoices(turn) }));
      return Dialog.EndOfTurn;
    }
    turn.draft = { ...turn.draft, lastTopic: result.topic, sinceAnswer: 0, misses: 0 };
    finish(
      dc,
      end(turn, 'answered', {
        blocks: [
          { kind: 'say', key: `${this.tree.strings}.${result.say}` },
          { kind: 'lines', lines },
          { kind: 'source', topic: result.topic },
        ],
        topic: result.topic,
        topics: [result.topic],
      }),
    );
    return dc.endDialog();
  }

  private choice(turn: Turn, value: string, key: string): Choice {
    return { value, label: turn.means.words.in(turn.language)(`${this.tree.strings}.${key}`) };
  }
}

function placeOf(dc: DialogContext): FlowPlace {
  const active = dc.activeDialog;
  if (!active) throw new Error('a flow runs only while it is on the dialog stack');
  active.state ??= {};
  return active.state;
}
