import type { ConversationQueue } from './conversation-queue.ts';
import type { FanOut } from './fan-out.ts';
import type { KeptItems } from './kept-items.ts';
import type { RateLimit } from './rate-limit.ts';
import type { LogWatchParts } from './watch-log.ts';

/** What processes share: order of turns, news of what was written, counts. */
export interface SharedState {
  readonly queue: ConversationQueue;
  readonly fanOut: FanOut;
  readonly items: KeptItems;
  /** A limit of so many a minute for each key. @param name what is counted */
  rateLimit(name: string, perMinute: number): RateLimit;
  /** Watches the log for what nobody told; a single process needs no watch. */
  watch(log: LogWatchParts['log']): void;
  /** Whether Redis is in use and answers; null where there is none. */
  redisUsable(): boolean | null;
  close(): void;
}

/** Milliseconds that items are kept which nobody writes: longer than a channel repeats what it had no answer to. */
export const KEEP_ITEMS_MS = 7 * 86_400_000;
