import { createHmac } from 'node:crypto';
import { AppError } from '../../app-error.ts';
import { networkOf } from '../../edge/limit-addresses.ts';
import { deriveKey } from '../../state/derive-key.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';

/** How many wrong tries are free, and how long the waits after them get. */
interface LockOutLimits {
  readonly free: number;
  /** Milliseconds of the first wait; each further one is twice as long. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Milliseconds after the last try at which all is forgotten. */
  readonly forgetMs: number;
}

const MINUTE = 60_000;
const ACCOUNT: LockOutLimits = {
  free: 5,
  firstMs: MINUTE / 2,
  longestMs: 30 * MINUTE,
  forgetMs: 24 * 60 * MINUTE,
};
/** An office may be one address, so it has more. */
const ADDRESS: LockOutLimits = {
  free: 30,
  firstMs: MINUTE / 2,
  longestMs: 60 * MINUTE,
  forgetMs: 60 * MINUTE,
};

/** Slows down who guesses, by account and by address, over all processes. */
export interface LockOut {
  /**
   * Counts a try before it is known to be right, so that many at once are counted too.
   * @throws {AppError} `TooManyRequests` with the seconds to wait, where there were too many
   */
  count(name: string, address: string): Promise<void>;
  /** The try was right: the account's count starts again, the address gets this one back. */
  succeeded(name: string, address: string): Promise<void>;
}

/**
 * @param secret key of the hashes that stand for names: people type their password there by mistake
 */
export function databaseLockOut(db: LogDatabase, clock: Clock, secret: Buffer): LockOut {
  const key = deriveKey(secret, 'sign-in-failures');
  const accountKey = (name: string) =>
    `account ${createHmac('sha256', key).update(name.toLowerCase().slice(0, 100)).digest('base64url')}`;

  const countOne = (key: string, limits: LockOutLimits) =>
    db.transaction().execute(async transaction => {
      const now = clock().getTime();
      const counted = await transaction
        .insertInto('sign_in_failures')
        .values({ key, count: 1, last_at: now, locked_until: 0 })
        .onConflict(conflict =>
          conflict.column('key').doUpdateSet(({ eb, ref }) => ({
            count: eb
              .case()
              .when(ref('sign_in_failures.locked_until'), '>', now)
              .then(ref('sign_in_failures.count'))
              .when(ref('sign_in_failures.last_at'), '<', now - limits.forgetMs)
              .then(1)
              .else(eb(ref('sign_in_failures.count'), '+', 1))
              .end(),
            last_at: now,
          })),
        )
        .returning(['count', 'locked_until'])
        .executeTakeFirstOrThrow();
      // What can count no more is not kept.
      await transaction
        .deleteFrom('sign_in_failures')
        .where('last_at', '<', now - ACCOUNT.forgetMs)
        .where('locked_until', '<', now)
        .execute();
      const until = Number(counted.locked_until);
      if (until > now) return until - now;
      if (counted.count > limits.free) {
        const wait = Math.min(limits.longestMs, limits.firstMs * 2 ** (counted.count - limits.free - 1));
        await transaction
          .updateTable('sign_in_failures')
          .set({ locked_until: now + wait })
          .where('key', '=', key)
          .execute();
      }
      return 0;
    });
  return {
    count: async (name, address) => {
      // Who is refused for their address tries no account: names that a flood makes up leave no row behind.
      const wait =
        (await countOne(addressKey(address), ADDRESS)) || (await countOne(accountKey(name), ACCOUNT));
      if (wait > 0) {
        const seconds = Math.ceil(wait / 1000);
        throw new AppError('TooManyRequests', `too many tries; please wait ${inWords(seconds)}`, {
          retryAfter: seconds,
        });
      }
    },
    succeeded: async (name, address) => {
      await db.deleteFrom('sign_in_failures').where('key', '=', accountKey(name)).execute();
      await db
        .updateTable('sign_in_failures')
        .set(row => ({ count: row('count', '-', 1) }))
        .where('key', '=', addressKey(address))
        .where('count', '>', 0)
        .execute();
    },
  };
}

const addressKey = (address: string) => `address ${networkOf(address)}`;

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
