import type { LoggedActivity } from '../transcripts/transcript-log.ts';

/** Tells whoever holds an open connection to a conversation that something was written to it. */
export interface FanOut {
  publish(conversationId: string, activities: readonly LoggedActivity[]): void;
  subscribe(conversationId: string, listener: FanOutListener): Subscription;
}

/** One open connection. */
export interface FanOutListener {
  /**
   * What was written. It may come twice, or out of order where several processes write: numbers tell. Number 0 is a
   * reply that could not be stored.
   */
  written(activities: readonly LoggedActivity[]): void;
  /** Something may have been written that this listener was not told of: the log knows. */
  missed(): void;
  /** Number of the last activity that arrived. */
  seen(): number;
}

/** One connection's wish to be told. */
export interface Subscription {
  /** Resolves when nothing is missed from now on, or when that can't be had for the time being; never rejects. */
  readonly inEffect: Promise<void>;
  end(): void;
}

/** Fan-out within one process, with what other kinds are made from. */
export interface LocalFanOut extends FanOut {
  /** Conversations that somebody here listens to. */
  held(): readonly string[];
  /** Tells the listeners that something may have been missed: all of a conversation, or those behind a number. */
  missed(conversationId: string, lastNumber?: number): void;
}

const AT_ONCE = Promise.resolve();

/** Fan-out within one process. A listener that throws is dropped and harms no other. */
export function localFanOut(): LocalFanOut {
  const listeners = new Map<string, Set<FanOutListener>>();
  const each = (conversationId: string, tell: (listener: FanOutListener) => void) => {
    const here = listeners.get(conversationId);
    for (const listener of [...(here ?? [])]) {
      try {
        tell(listener);
      } catch {
        here?.delete(listener);
      }
    }
  };
  return {
    held: () => [...listeners.keys()],
    publish: (conversationId, activities) => each(conversationId, listener => listener.written(activities)),
    missed: (conversationId, lastNumber = Number.POSITIVE_INFINITY) =>
      each(conversationId, listener => {
        if (listener.seen() < lastNumber) listener.missed();
      }),
    subscribe: (conversationId, listener) => {
      const here = listeners.get(conversationId) ?? new Set();
      here.add(listener);
      listeners.set(conversationId, here);
      return {
        inEffect: AT_ONCE,
        end: () => {
          here.delete(listener);
          if (here.size === 0 && listeners.get(conversationId) === here) listeners.delete(conversationId);
        },
      };
    },
  };
}
