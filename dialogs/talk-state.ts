import type { DialogState } from 'botbuilder-dialogs';

/** A choice a member was offered: what it stands for, and the words it was shown with. */
export interface Choice {
  /** Meaning, e.g. `topic:care.dental`, `plan:lacc`, `none`. */
  readonly value: string;
  readonly label: string;
}

/**
 * What the bot remembers of one conversation between two turns. Plain JSON: it is stored with the
 * transcript and may be read by another process. It holds no identifier, since messages are masked before.
 */
export interface TalkState {
  /** Form of this object; a state of an unknown form is begun anew. */
  readonly form: 1;
  /** Code a member can read to an agent on the phone; opens this conversation for staff. */
  readonly reference: string;
  /** When it began, ISO 8601. */
  readonly begun: string;
  /** Tag of the language of the last reply (`zh-Hans` and `zh-Hant` apart), null before the first. */
  readonly language: string | null;
  /** The member asked for this language by name, so that only another such wish changes it at once. */
  readonly languageAsked: boolean;
  /** Plan the member named: an id of plans.yaml, `none` for "I have no plan", null where unknown. */
  readonly plan: string | null;
  /** Topic of the last answer, and the question that led to it. */
  readonly lastTopic: string | null;
  readonly lastQuestion: string | null;
  /** Turns since that answer; 0 right after it. */
  readonly sinceAnswer: number;
  /** What the last turn offered to choose from, whatever asked it. */
  readonly offered: readonly Choice[];
  /** Topics already offered or answered wrongly for the question at hand. */
  readonly refused: readonly string[];
  /** Times in a row that the member said the bot got it wrong, or the bot found nothing. */
  readonly misses: number;
  /** Whether the last turn was such a miss. */
  readonly missed: boolean;
  /** Rest of a long answer that a text message did not hold, until MORE is asked for. */
  readonly rest: string | null;
  /** Number of member messages so far. */
  readonly turns: number;
  /** The member said to be under 13: nothing is answered any more. */
  readonly closed: boolean;
  /** The member asked for no more text messages. */
  readonly optedOut: boolean;
  /** Dialog stack of the guided flow in progress. */
  readonly dialogs: DialogState;
}

/** State of a conversation that has just begun. */
export function newTalk(reference: string, begun: string): TalkState {
  return {
    form: 1,
    reference,
    begun,
    language: null,
    languageAsked: false,
    plan: null,
    lastTopic: null,
    lastQuestion: null,
    sinceAnswer: 0,
    offered: [],
    refused: [],
    misses: 0,
    missed: false,
    rest: null,
    turns: 0,
    closed: false,
    optedOut: false,
    dialogs: { dialogStack: [] },
  };
}
