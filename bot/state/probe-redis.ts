import { once } from 'node:events';
import { connectRedis } from './connect-redis.ts';
import type { RedisAddress } from './redis-address.ts';

const PATIENCE_MS = 3_000;
const COMMAND_MS = 1_000;

/**
 * Asks Redis for its time over a connection of its own, which is closed again.
 * @throws where it can't be reached within three seconds, or refuses
 */
export async function probeRedis(address: RedisAddress): Promise<Date> {
  const link = connectRedis(address, { commandMs: COMMAND_MS });
  try {
    if (link.client.status !== 'ready')
      await once(link.client, 'ready', { signal: AbortSignal.timeout(PATIENCE_MS) });
    const [seconds = 0, microseconds = 0] = (await link.client.time()).map(Number);
    return new Date(seconds * 1000 + microseconds / 1000);
  } finally {
    link.close();
  }
}
