import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { connectRedis, type RedisLink, type RedisLinkOptions } from '../../bot/state/connect-redis.ts';
import { parseRedisAddress } from '../../bot/state/redis-address.ts';
import { hasRedis, type RunningRedis, startRedis } from './start-redis.ts';

/** Opens a link to the server under test, as one more process would, ready to use; it is closed after the test. */
export type OpenLink = (options?: RedisLinkOptions) => Promise<RedisLink>;

/**
 * Runs tests on a real Redis. Where the machine has none they are not run, and that is said; under `CI` they fail
 * instead.
 */
export function onRedis(name: string, tests: (open: OpenLink, server: () => RunningRedis) => void): void {
  const missing = !hasRedis() && !process.env['CI'];
  if (missing) process.stderr.write(`${name}: not run on Redis, which is not on this machine\n`);
  describe.skipIf(missing)(name, () => {
    let server: RunningRedis;
    const links: RedisLink[] = [];
    beforeAll(async () => {
      server = await startRedis();
    });
    afterEach(async () => {
      await links[0]?.client.flushall().catch(() => {});
      for (const link of links.splice(0)) link.close();
    });
    afterAll(() => server.stop());
    tests(
      async options => {
        const link = connectRedis(parseRedisAddress(server.url), options);
        links.push(link);
        await linkReady(link);
        return link;
      },
      () => server,
    );
  });
}

/** Resolves when both connections can be used. */
export async function linkReady({ client, listener }: RedisLink): Promise<void> {
  await Promise.all(
    [client, listener].map(
      one => one.status === 'ready' || new Promise<void>(resolve => one.once('ready', () => resolve())),
    ),
  );
}
