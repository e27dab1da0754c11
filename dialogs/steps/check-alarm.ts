import type { Block, Decision } from '../decision.ts';
import { planLines } from '../reply/member-lines.ts';
import { end, type Step, type Turn } from '../turn.ts';

/**
 * Danger to life: certain words end the turn with the card alone. Words that may be a plain question put the
 * card above the answer. Needs no knowledge, database or network.
 */
export const checkAlarm: Step = turn => {
  const alarm = turn.means.triage.check(turn.message.text);
  if (alarm.kind === 'none') return null;
  if (!alarm.certain) {
    turn.flags.push(`possible-${alarm.kind}`);
    turn.opening.push({ kind: 'alarm', alarm: 'above' });
    return null;
  }
  return alarmCard(turn, alarm.kind);
};

/** Where nothing better than a handoff or small talk followed a possible cry for help, the card is the reply. */
export function alarmInstead(turn: Turn, decision: Decision): Decision {
  const possible = turn.flags.find(flag => flag.startsWith('possible-'));
  if (!possible || decision.outcome === 'answered' || decision.outcome === 'clarify') return decision;
  turn.opening.length = 0;
  return alarmCard(turn, possible === 'possible-crisis' ? 'crisis' : 'emergency');
}

function alarmCard(turn: Turn, kind: 'emergency' | 'crisis'): Decision {
  if (!turn.flags.includes(kind)) turn.flags.push(kind);
  const lines = [...planLines(turn.plan, turn.means.directory), 'nurse'];
  const blocks: Block[] = [
    { kind: 'alarm', alarm: kind },
    { kind: 'note', key: 'safety:notWatched' },
  ];
  if (turn.message.channel === 'web') {
    blocks.push({ kind: 'say', key: 'safety:then' }, { kind: 'lines', lines }, { kind: 'reference' });
  }
  turn.draft = { ...turn.draft, dialogs: { dialogStack: [] } };
  return end(turn, kind, { blocks });
}
