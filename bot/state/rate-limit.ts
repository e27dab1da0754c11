import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../app-error.ts';
import type { RedisLink } from './connect-redis.ts';

/** Counts what somebody does and says when it is too much. */
export interface RateLimit {
  /** @throws {AppError} `TooManyRequests`, with the seconds to wait. */
  take(key: string): Promise<void>;
}

const SECONDS = 60;

/** A limit kept in this process: so many a minute for each key. */
export function localRateLimit(perMinute: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: SECONDS });
  return {
    take: async key => {
      const rejected = await tooMuch(limiter.consume(key));
      if (rejected) throw tooMany(rejected);
    },
  };
}

/**
 * A limit kept in Redis for all processes together. Without Redis each process counts by itself.
 * @param name what is counted: limits of one name share their counts
 */
export function redisRateLimit(link: RedisLink, name: string, perMinute: number): RateLimit {
  const fallback = localRateLimit(perMinute);
  const limiter = new RateLimiterRedis({
    storeClient: link.client,
    keyPrefix: `member-help:limit:${name}`,
    points: perMinute,
    duration: SECONDS,
    // Who is over the limit is refused from memory, and costs Redis nothing more.
    inMemoryBlockOnConsumed: perMinute + 1,
  });
  return {
    take: async key => {
      let rejected: RateLimiterRes | null;
      try {
        rejected = await link.run(() => tooMuch(limiter.consume(key)));
      } catch {
        return await fallback.take(key);
      }
      if (rejected) throw tooMany(rejected);
    },
  };
}

/** What the limiter rejected with, null where it let pass. @throws what else went wrong. */
async function tooMuch(consumed: Promise<RateLimiterRes>): Promise<RateLimiterRes | null> {
  try {
    await consumed;
    return null;
  } catch (rejected) {
    if (typeof rejected === 'object' && rejected !== null && 'msBeforeNext' in rejected)
      return rejected as RateLimiterRes; // the limiter's documented way to say no
    throw rejected;
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): AppError {
  return new AppError('TooManyRequests', 'too many messages at once; please wait a moment', {
    retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
}
