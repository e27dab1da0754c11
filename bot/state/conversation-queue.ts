/** Lets one turn at a time into each conversation, in order of arrival. */
export interface ConversationQueue {
  /**
   * Runs `work` when all earlier work of that conversation is done; failures don't stop what comes after. Work that
   * finds its turn lost is run again when its turn comes anew, so it must not matter if it runs twice up to
   * `HeldTurn.check`.
   */
  run<T>(conversationId: string, work: (turn: HeldTurn) => Promise<T>): Promise<T>;
}

/** The turn of one piece of work. */
export interface HeldTurn {
  /**
   * Called right before something is written for good.
   * @throws {TurnLostError} where this process was held up so long that the turn may be somebody else's by now.
   */
  check(): void;
}

/** The turn ran out before its work was done. */
export class TurnLostError extends Error {
  readonly code = 'turn-lost';

  constructor(conversationId: string) {
    super(
      `the turn in conversation ${conversationId} was held too long and may have passed to another process`,
    );
    this.name = 'TurnLostError';
  }
}

/** A turn that only this process could take, so that it can't be lost. */
export const LOCAL_TURN: HeldTurn = { check: () => {} };

/** The queue of a single process. */
export function localQueue(): ConversationQueue {
  const arrivals = arrivalOrder();
  return {
    run: (conversationId, work) =>
      arrivals.next(conversationId, async before => {
        await before;
        return await work(LOCAL_TURN);
      }),
  };
}

/** What arrived in this process before what, for each conversation. */
export interface ArrivalOrder {
  /** Starts work at once, and hands it the end of all work that arrived before (it never rejects). */
  next<T>(conversationId: string, start: (before: Promise<void>) => Promise<T>): Promise<T>;
}

/** Keeps the order of arrival, and forgets conversations in which nothing is under way. */
export function arrivalOrder(): ArrivalOrder {
  const last = new Map<string, Promise<void>>();
  return {
    next: (conversationId, start) => {
      const before = last.get(conversationId) ?? Promise.resolve();
      const mine = start(before);
      const settled = Promise.allSettled([before, mine]).then(() => {});
      last.set(conversationId, settled);
      void settled.then(() => {
        if (last.get(conversationId) === settled) last.delete(conversationId);
      });
      return mine;
    },
  };
}
