import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { pickChoice } from '../match/pick-choice.ts';
import { end } from '../turn.ts';
import { finish, turnOf } from './flow-turn.ts';

/** Asks once before a conversation is deleted; anything but a clear yes keeps it. */
export class ConfirmDeletion extends Dialog {
  constructor() {
    super('delete-conversation');
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc);
    const say = turn.means.words.in(turn.language);
    finish(
      dc,
      end(turn, 'control', {
        blocks: [],
        prompt: 'flows:delete.confirm',
        choices: (['yes', 'no'] as const).map(value => ({ value, label: say(`flows:delete.${value}`) })),
      }),
    );
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc);
    const { yes, no } = turn.means.phrases.list;
    const { text } = turn.message;
    const picked = pickChoice(text, turn.before.offered, turn.means.phrases)?.value;
    const answer = picked ?? (yes.is(text) ? 'yes' : no.is(text) ? 'no' : null);
    if (answer === 'yes') {
      finish(
        dc,
        end(turn, 'control', {
          blocks: [
            { kind: 'say', key: turn.message.mustStay ? 'flows:delete.held' : 'flows:delete.done' },
            ...(turn.message.channel === 'sms'
              ? ([{ kind: 'note', key: 'flows:delete.stays' }] as const)
              : []),
          ],
          effect: 'delete-conversation',
        }),
      );
    } else if (answer === 'no') {
      finish(dc, end(turn, 'control', { blocks: [{ kind: 'say', key: 'flows:delete.kept' }] }));
    }
    return dc.endDialog();
  }
}
