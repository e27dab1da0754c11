import type { Session } from './direct-line-api.ts';
import { partsOf } from './read-set.ts';

/** A message on its way: kept until the service has it. */
export interface Outgoing {
  readonly id: string;
  readonly text: string;
  /** The service refused it; it waits for the member to try again. */
  readonly failed?: boolean;
}

/** What the tab remembers of the chat, until it is closed. Nothing is kept anywhere else: no cookie. */
export interface Remembered {
  readonly session?: Session | undefined;
  readonly outbox?: readonly Outgoing[];
  readonly draft?: string;
  readonly language?: string;
  readonly textSize?: number;
  readonly open?: boolean;
  /** Number of the last activity the member has seen. */
  readonly read?: string;
  /** When the member last did something, milliseconds. */
  readonly active?: number;
}

/** Keeps the chat in the tab's storage; in memory where the browser has none or it is full. */
export interface TabStore {
  readonly value: Remembered;
  set(change: Remembered): void;
}

const KEY = 'member-help-chat';

export function tabStore(): TabStore {
  let value: Remembered = {};
  try {
    value = partsOf(JSON.parse(sessionStorage.getItem(KEY) ?? '{}')); // written below
  } catch {
    // Storage forbidden or damaged: begin anew.
  }
  return {
    get value() {
      return value;
    },
    set: change => {
      value = { ...value, ...change };
      try {
        sessionStorage.setItem(KEY, JSON.stringify(value));
      } catch {
        // Kept in memory.
      }
    },
  };
}
