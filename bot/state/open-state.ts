import { connectRedis } from './connect-redis.ts';
import { type ConversationQueue, localQueue } from './conversation-queue.ts';
import { type FanOut, localFanOut } from './fan-out.ts';
import type { KeptItems } from './kept-items.ts';
import { localRateLimit, type RateLimit, redisRateLimit } from './rate-limit.ts';
import type { RedisAddress } from './redis-address.ts';
import { redisChannels } from './redis-channels.ts';
import { redisFanOut } from './redis-fan-out.ts';
import { redisItems } from './redis-items.ts';
import { redisQueue } from './redis-queue.ts';
import { type LogWatchParts, watchLog } from './watch-log.ts';

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

/** How often the log is asked for news while Redis tells them, and while it does not. */
const CALM_PAUSE_MS = 5_000;
const ALONE_PAUSE_MS = 1_000;
/** How long items are kept that nobody writes: longer than a channel repeats what it had no answer to. */
const KEEP_ITEMS_MS = 7 * 86_400_000;

/** State in Redis where an address is given, else in this process. */
export function openState(options: {
  readonly redis: RedisAddress | undefined;
  /** Where items are kept without Redis, so that they outlive a restart. */
  readonly ownItems: (keepMs: number) => KeptItems;
  /** Told when Redis stops answering (false) and when it is back (true). */
  readonly onChange?: (usable: boolean) => void;
}): SharedState {
  if (!options.redis) {
    return {
      queue: localQueue(),
      fanOut: localFanOut(),
      items: options.ownItems(KEEP_ITEMS_MS),
      rateLimit: (_name, perMinute) => localRateLimit(perMinute),
      watch: () => {},
      redisUsable: () => null,
      close: () => {},
    };
  }
  const link = connectRedis(options.redis, options.onChange ? { onChange: options.onChange } : {});
  const channels = redisChannels(link.listener);
  const local = localFanOut();
  const healthy = () => link.usable() && channels.connected();
  let endWatch = () => {};
  return {
    queue: redisQueue(link, channels),
    fanOut: redisFanOut(link, channels, local),
    items: redisItems(link, KEEP_ITEMS_MS),
    rateLimit: (name, perMinute) => redisRateLimit(link, name, perMinute),
    watch: log => {
      endWatch = watchLog({
        log,
        fanOut: local,
        pauseMs: () => (healthy() ? CALM_PAUSE_MS : ALONE_PAUSE_MS),
      });
    },
    redisUsable: healthy,
    close: () => {
      endWatch();
      link.close();
    },
  };
}
