import { AppError } from '../app-error.ts';
import type { ConversationQueue } from './conversation-queue.ts';

/** How much may be under way or wait in one process. */
export interface QueueLimits {
  /** Messages of one conversation; more are refused with 429. */
  readonly perConversation: number;
  /** Messages of all conversations together; more are refused with 503. */
  readonly inAll: number;
  /** Whether the process has no time for new conversations, whatever the counts. */
  readonly overloaded: () => boolean;
}

/** A queue that refuses what it could not do soon, instead of growing. */
export interface BoundedQueue extends ConversationQueue {
  /** Messages under way or waiting now. */
  readonly size: number;
  /** Called before a new conversation. @throws {AppError} `Overloaded` where there is no room for one */
  admit(): void;
}

const RETRY_SECONDS = 2;

/** Puts limits on a queue. Refusals are {@link AppError}s `TooManyRequests` and `Overloaded`. */
export function boundedQueue(
  queue: ConversationQueue,
  { perConversation, inAll, overloaded }: QueueLimits,
): BoundedQueue {
  const counts = new Map<string, number>();
  let size = 0;
  const refuse = (): never => {
    throw new AppError('Overloaded', 'too much is going on right now; please try again in a moment', {
      retryAfter: RETRY_SECONDS,
    });
  };
  return {
    // Who is in a talk goes first: new ones are refused before messages are.
    admit: () => {
      if (size >= inAll || overloaded()) refuse();
    },
    get size() {
      return size;
    },
    run: async (conversationId, work) => {
      const count = counts.get(conversationId) ?? 0;
      if (count >= perConversation)
        throw new AppError(
          'TooManyRequests',
          'earlier messages are still being answered; please wait a moment',
          {
            retryAfter: RETRY_SECONDS,
          },
        );
      if (size >= inAll) refuse();
      counts.set(conversationId, count + 1);
      size++;
      try {
        return await queue.run(conversationId, work);
      } finally {
        size--;
        const left = (counts.get(conversationId) ?? 1) - 1;
        if (left > 0) counts.set(conversationId, left);
        else counts.delete(conversationId);
      }
    },
  };
}
