import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../bot/app-error.ts';
import { localRateLimit, type RateLimit, redisRateLimit } from '../../../bot/state/rate-limit.ts';
import { onRedis } from '../../servers/on-redis.ts';
import { until } from '../../servers/until.ts';

/** How many of so many takes are let through. */
async function passing(limit: RateLimit, key: string, takes: number): Promise<number> {
  const all = await Promise.allSettled(Array.from({ length: takes }, () => limit.take(key)));
  return all.filter(({ status }) => status === 'fulfilled').length;
}

function contract(open: (perMinute: number) => Promise<RateLimit>): void {
  it('lets so many through for each key and says how long to wait for more', async () => {
    const limit = await open(3);
    expect(await passing(limit, 'one', 5)).toBe(3);
    expect(await passing(limit, 'two', 2)).toBe(2);
    const refused = limit.take('one');
    await expect(refused).rejects.toMatchObject({ code: 'TooManyRequests' } satisfies Partial<AppError>);
    const { retryAfter } = (await refused.catch(error => error)) as AppError; // it is one, see the line above
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
  });
}

describe('the limit of one process', () => contract(async perMinute => localRateLimit(perMinute)));

onRedis('the limit of many processes', (openLink, server) => {
  contract(async perMinute => redisRateLimit(await openLink(), 'test', perMinute));

  it('counts over all processes together, each name by itself', async () => {
    const [one, other] = [await openLink(), await openLink()];
    const here = redisRateLimit(one, 'messages', 4);
    const there = redisRateLimit(other, 'messages', 4);
    expect((await passing(here, 'key', 3)) + (await passing(there, 'key', 3))).toBe(4);
    expect(await passing(redisRateLimit(other, 'tokens', 4), 'key', 3)).toBe(3);
  });

  it('is kept by each process for itself while Redis is gone, and by Redis again after', async () => {
    const link = await openLink();
    const limit = redisRateLimit(link, 'messages', 2);
    await server().kill();
    expect(await passing(limit, 'key', 5)).toBe(2);
    await server().start();
    await until(async () => {
      await limit.take(`probe-${Math.random()}`);
      return link.usable();
    });
    expect(await passing(limit, 'another', 5)).toBe(2);
    expect(Number(await link.client.get('member-help:limit:messages:another'))).toBeGreaterThanOrEqual(3);
  });
});
