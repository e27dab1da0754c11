/** Lets one turn at a time into each conversation, in order of arrival. */
export interface ConversationQueue {
  /** Runs `work` when all earlier work of that conversation is done; failures don't stop what comes after. */
  run<T>(conversationId: string, work: () => Promise<T>): Promise<T>;
}

/** The queue of a single process. */
export function localQueue(): ConversationQueue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: (conversationId, work) => {
      const before = last.get(conversationId) ?? Promise.resolve();
      const mine = before.then(work, work);
      const settled = mine.then(
        () => {},
        () => {},
      );
      last.set(conversationId, settled);
      void settled.then(() => {
        if (last.get(conversationId) === settled) last.delete(conversationId);
      });
      return mine;
    },
  };
}
