import type { LoggedActivity } from '../transcripts/transcript-log.ts';

/** Tells whoever holds an open connection to a conversation that something was written to it. */
export interface FanOut {
  publish(conversationId: string, activities: readonly LoggedActivity[]): void;
  /** Returns a function that ends the subscription. */
  subscribe(conversationId: string, listener: (activities: readonly LoggedActivity[]) => void): () => void;
}

/** Fan-out within one process. A listener that throws is dropped and harms no other. */
export function localFanOut(): FanOut {
  const listeners = new Map<string, Set<(activities: readonly LoggedActivity[]) => void>>();
  return {
    publish: (conversationId, activities) => {
      const here = listeners.get(conversationId);
      for (const listener of [...(here ?? [])]) {
        try {
          listener(activities);
        } catch {
          here?.delete(listener);
        }
      }
    },
    subscribe: (conversationId, listener) => {
      const here = listeners.get(conversationId) ?? new Set();
      here.add(listener);
      listeners.set(conversationId, here);
      return () => {
        here.delete(listener);
        if (here.size === 0) listeners.delete(conversationId);
      };
    },
  };
}
