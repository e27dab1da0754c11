import type { Config } from '../config.ts';
import { probeRedis } from '../state/probe-redis.ts';
import { checkClock } from './check-clock.ts';
import { type Finding, ok, problem, reason } from './finding.ts';

/** Connects to Redis, where the settings name one. */
export async function checkRedis({ REDIS_URL: address }: Config): Promise<readonly Finding[]> {
  if (address === undefined) return [ok('Redis', 'not used: a single process needs none')];
  const before = new Date();
  try {
    const theirs = await probeRedis(address);
    return [ok('Redis', `answers (${address.kind})`), checkClock('Redis', theirs, before, new Date())];
  } catch (error) {
    return [
      problem(
        'Redis',
        `does not answer: ${reason(error)}`,
        'is it running, is REDIS_URL right (user, password, rediss for TLS)? Until then each process goes on by itself',
      ),
    ];
  }
}
