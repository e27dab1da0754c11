import type { Decision } from '../decision.ts';
import { end, type Step, type Turn } from '../turn.ts';

/**
 * STOP, START and HELP by text message, in every language and any usual wording. After STOP nothing but
 * START is replied to. Rules of the carriers (CTIA Messaging Principles) and 47 CFR 64.1200(a)(10).
 */
export const obeySmsKeyword: Step = turn => {
  const { message, means, before } = turn;
  if (message.channel !== 'sms') return null;
  if (message.answeredKeyword) return recordSilently(turn, message.answeredKeyword);
  const { start, help } = means.phrases.sms;
  const stops = saysStop(turn);
  // "yes" restarts only who has stopped, and "no" or "stop" inside a flow still stops.
  if (before.optedOut) {
    if (!start.is(message.text) || stops) return stayAway(turn);
    turn.draft = { ...turn.draft, optedOut: false };
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.started' }], effect: 'opt-in' });
  }
  if (stops) {
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

/** A phrase of the lists, or nothing but such phrases and words of politeness: "STOP!! no more texts please". */
function saysStop({ message, means }: Turn): boolean {
  const { stop, courtesy } = means.phrases.sms;
  if (stop.is(message.text)) return true;
  return stop.find(message.text) !== null && courtesy.without(stop.without(message.text)) === '';
}

/** Nothing is sent to who has stopped, danger included (the carrier would refuse it); staff see it at once. */
function stayAway(turn: Turn): Decision {
  const alarm = turn.means.triage.check(turn.message.text);
  if (alarm.kind !== 'none') turn.flags.push(alarm.kind);
  return end(turn, 'control', { blocks: [] });
}

/** The provider has replied itself: what it means for consent is kept, and nothing is said a second time. */
function recordSilently(turn: Turn, keyword: 'stop' | 'start' | 'help'): Decision {
  if (keyword === 'help') return end(turn, 'control', { blocks: [] });
  const optedOut = keyword === 'stop';
  turn.draft = { ...turn.draft, optedOut, dialogs: { dialogStack: [] } };
  return end(turn, 'control', { blocks: [], effect: optedOut ? 'opt-out' : 'opt-in' });
}
