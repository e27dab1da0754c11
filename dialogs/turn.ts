import type { Retrieval } from '../knowledge/engine/types.ts';
import type { Block, Decision, Flag, Outcome } from './decision.ts';
import type { Means } from './means.ts';
import type { MemberMessage } from './member-message.ts';
import type { Choice, TalkState } from './talk-state.ts';

/** One turn being worked on: what came in, what is known so far, and a draft of what will be remembered. */
export interface Turn {
  /** What came in; a step may take words off that are no part of the question. */
  message: MemberMessage;
  readonly means: Means;
  /** State as it was before this turn. */
  readonly before: TalkState;
  /** State as it will be after this turn. */
  draft: TalkState;
  /** Tag of the language of the reply. */
  language: string;
  /** Plan that counts for this turn: named in the message, or remembered. */
  plan: string | null;
  /** Said before anything else in this reply. */
  readonly opening: Block[];
  readonly flags: Flag[];
  /** What the knowledge has for this message; null until it was looked up, or where it can't be. */
  retrieval: Retrieval | null;
}

/** A step of the recipe: ends the turn with a decision, or leaves it to the next step. */
export type Step = (turn: Turn) => Decision | null | Promise<Decision | null>;

/** Parts of a decision that a step sets; the rest follows from the turn. */
export interface Ending {
  readonly blocks: readonly Block[];
  readonly choices?: readonly Choice[];
  readonly prompt?: string | null;
  readonly topic?: string | null;
  readonly topics?: readonly string[];
  readonly effect?: Decision['effect'];
}

/** Ends a turn: puts the opening before the blocks and what was offered into the state. */
export function end(turn: Turn, outcome: Outcome, ending: Ending): Decision {
  const choices = ending.choices ?? [];
  return {
    outcome,
    language: turn.language,
    blocks: [...turn.opening, ...ending.blocks],
    choices,
    prompt: ending.prompt ?? null,
    topic: ending.topic ?? null,
    topics: ending.topics ?? [],
    confidence: turn.retrieval?.confidence ?? null,
    candidates: turn.retrieval?.candidates ?? [],
    flags: turn.flags,
    effect: ending.effect ?? null,
    state: { ...turn.draft, language: turn.language, offered: choices },
  };
}

/** Starts a turn on a message. */
export function openTurn(state: TalkState, message: MemberMessage, means: Means): Turn {
  return {
    message,
    means,
    before: state,
    draft: { ...state, turns: state.turns + 1, sinceAnswer: state.sinceAnswer + 1, missed: false },
    language: state.language ?? 'en',
    plan: state.plan,
    opening: [],
    flags: [],
    retrieval: null,
  };
}
