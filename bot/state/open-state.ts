import { localQueue } from './conversation-queue.ts';
import { localFanOut } from './fan-out.ts';
import type { KeptItems } from './kept-items.ts';
import { localRateLimit } from './rate-limit.ts';
import type { RedisAddress } from './redis-address.ts';
import { KEEP_ITEMS_MS, type SharedState } from './shared-state.ts';

/** State in Redis where an address is given, else in this process. */
export async function openState(options: {
  readonly redis: RedisAddress | undefined;
  /** Where items are kept without Redis, so that they outlive a restart. */
  readonly ownItems: (keepMs: number) => KeptItems;
  /** Told when Redis stops answering (false) and when it is back (true). */
  readonly onChange?: (usable: boolean) => void;
}): Promise<SharedState> {
  if (options.redis) {
    // Its client is loaded only where it is used.
    const { openRedisState } = await import('./open-redis-state.ts');
    return openRedisState(options.redis, options.onChange);
  }
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
