import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '../app-error.ts';

/** Counts what somebody does and says when it is too much. */
export interface RateLimit {
  /** @throws {AppError} `TooManyRequests`, with the seconds to wait. */
  take(key: string): Promise<void>;
}

/** A limit kept in this process: so many a minute for each key. */
export function localRateLimit(perMinute: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    take: async key => {
      try {
        await limiter.consume(key);
      } catch (rejected) {
        const wait =
          typeof rejected === 'object' && rejected !== null && 'msBeforeNext' in rejected
            ? Number(rejected.msBeforeNext)
            : 60_000;
        throw new AppError('TooManyRequests', 'too many messages at once; please wait a moment', {
          retryAfter: Math.max(1, Math.ceil(wait / 1000)),
        });
      }
    },
  };
}
