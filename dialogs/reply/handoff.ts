import type { Block, Decision } from '../decision.ts';
import { end, type Turn } from '../turn.ts';
import { planLines } from './member-lines.ts';

/** Why a question is not answered; each has its own words in `chat:handoff`. */
export type HandoffReason =
  | 'unknown'
  | 'account'
  | 'renewal'
  | 'clinical'
  | 'other-company'
  | 'out-of-scope'
  | 'person'
  | 'giveUp';

/** Ends the turn with the phone line that can help, and the code that opens this talk for the agent. */
export function handoff(turn: Turn, reason: HandoffReason): Decision {
  const own = planLines(turn.plan, turn.means.directory);
  const lines = reason === 'renewal' ? ['dpss', ...own] : reason === 'clinical' ? ['nurse', ...own] : own;
  const blocks: Block[] = [{ kind: 'say', key: `chat:handoff.${reason}` }];
  if (reason === 'clinical') blocks.push({ kind: 'note', key: 'chat:handoff.clinicalDanger' });
  blocks.push({ kind: 'lines', lines }, { kind: 'reference' });
  const found = (turn.retrieval?.candidates ?? []).filter(({ kind }) => kind === 'topic').map(({ id }) => id);
  return end(turn, 'handoff', { blocks, topics: found });
}
