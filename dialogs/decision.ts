import type { Candidate } from '../knowledge/engine/types.ts';
import type { Choice, TalkState } from './talk-state.ts';

/** How a turn ended; closed set, shown to staff and counted. */
export type Outcome = 'answered' | 'clarify' | 'handoff' | 'emergency' | 'crisis' | 'smalltalk' | 'control';

/** Reasons for staff to look at a turn soon. */
export type Flag = 'emergency' | 'crisis' | 'possible-emergency' | 'possible-crisis' | 'grievance' | 'child';

/** A value put into a string: as it stands, or itself a string of the locale files. */
export type Value = string | number | { readonly key: string } | { readonly date: string };

/** A piece of a reply, before it has words: what to say, not how. Rendered by `bot/turn/reply`. */
export type Block =
  | { readonly kind: 'say'; readonly key: string; readonly values?: Readonly<Record<string, Value>> }
  | { readonly kind: 'note'; readonly key: string; readonly values?: Readonly<Record<string, Value>> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'alarm'; readonly alarm: 'emergency' | 'crisis' | 'above' }
  | {
      readonly kind: 'article';
      readonly topic: string;
      readonly language: string;
      readonly noticeLanguages: readonly string[];
    }
  /** Phone lines by id, best first, and whether they stand alone or under an answer. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  /** Words of a page of the site, as they stand there, with where they are from. */
  | {
      readonly kind: 'passage';
      readonly text: string;
      readonly heading: string;
      readonly url: string;
    }
  /** The page an answer comes from, alone. */
  | { readonly kind: 'source'; readonly topic: string }
  /** The plan's privacy policy and nondiscrimination notice. */
  | { readonly kind: 'policy' }
  | { readonly kind: 'reference' };

/** A passage of the site that was quoted; `id` is its address, `probability` its fit (see `FoundPassage`). */
export interface PassageCandidate {
  readonly id: string;
  readonly kind: 'passage';
  readonly probability: number;
  readonly score: number;
}

/** What the bot does with a message: the reply, and what is remembered and recorded of it. */
export interface Decision {
  readonly outcome: Outcome;
  /** Language tag of the reply. */
  readonly language: string;
  readonly blocks: readonly Block[];
  /** Offered to choose from, in this order; `prompt` is the string that introduces them. */
  readonly choices: readonly Choice[];
  readonly prompt: string | null;
  readonly state: TalkState;
  /** Topic answered; `passage:` and an address where the site was quoted; null where nothing was answered. */
  readonly topic: string | null;
  /** Topics considered or offered, best first. */
  readonly topics: readonly string[];
  /** Calibrated probability that the top candidate is right, or null where nothing was looked up. */
  readonly confidence: number | null;
  readonly candidates: readonly (Candidate | PassageCandidate)[];
  readonly flags: readonly Flag[];
  /** Something to do beside replying, in the same transaction. */
  readonly effect: 'delete-conversation' | 'opt-out' | 'opt-in' | null;
}
