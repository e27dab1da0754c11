import { connectRedis } from './connect-redis.ts';
import { localFanOut } from './fan-out.ts';
import { redisRateLimit } from './rate-limit.ts';
import type { RedisAddress } from './redis-address.ts';
import { redisChannels } from './redis-channels.ts';
import { redisFanOut } from './redis-fan-out.ts';
import { redisItems } from './redis-items.ts';
import { redisQueue } from './redis-queue.ts';
import { KEEP_ITEMS_MS, type SharedState } from './shared-state.ts';
import { watchLog } from './watch-log.ts';

/** Milliseconds between questions to the log while Redis tells its news, and while it does not. */
const CALM_PAUSE_MS = 5_000;
const ALONE_PAUSE_MS = 1_000;

/** State in Redis, shared by all processes that use it. @param onChange see `openState` */
export function openRedisState(address: RedisAddress, onChange?: (usable: boolean) => void): SharedState {
  const link = connectRedis(address, onChange ? { onChange } : {});
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
