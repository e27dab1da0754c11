import { end, type Step } from '../turn.ts';

/**
 * STOP, START and HELP by text message, in every language and any usual wording. After STOP nothing but
 * START is replied to. Rules of the carriers (CTIA Messaging Principles) and 47 CFR 64.1200(a)(10).
 */
export const obeySmsKeyword: Step = turn => {
  const { message, means, before } = turn;
  if (message.channel !== 'sms') return null;
  const { stop, start, help } = means.phrases.sms;
  // "yes" restarts only who has stopped, and "no" or "stop" inside a flow still stops.
  if (before.optedOut) {
    if (!start.is(message.text)) return end(turn, 'control', { blocks: [] });
    turn.draft = { ...turn.draft, optedOut: false };
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.started' }], effect: 'opt-in' });
  }
  if (stop.is(message.text)) {
    turn.draft = { ...turn.draft, optedOut: true, dialogs: { dialogStack: [] } };
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.stopped' }], effect: 'opt-out' });
  }
  if (help.is(message.text)) {
    const number = means.directory.lines.get('coverage')?.number ?? '';
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.help', values: { number } }] });
  }
  if (start.is(message.text) && !means.phrases.list.yes.is(message.text)) {
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.started' }], effect: 'opt-in' });
  }
  return null;
};
