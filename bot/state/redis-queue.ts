import { randomUUID } from 'node:crypto';
import type { RedisLink } from './connect-redis.ts';
import {
  arrivalOrder,
  type ConversationQueue,
  type HeldTurn,
  LOCAL_TURN,
  TurnLostError,
} from './conversation-queue.ts';
import type { RedisChannels } from './redis-channels.ts';
import { type Place, turnLine, wakeChannel } from './turn-line.ts';

/** How the queue behaves. */
export interface RedisQueueOptions {
  /**
   * Milliseconds after which the turn of a process that died or was held up passes on, 3,000 by default. It is
   * renewed while work goes on.
   */
  readonly leaseMs?: number;
  /** Milliseconds between two looks of one who waits, 150 by default; normally it is told. */
  readonly lookMs?: number;
}

const LEASE_MS = 3_000;
const LOOK_MS = 150;
const RENEWALS_A_LEASE = 3;
const MOST_TRIES = 5;

/**
 * The queue of many processes. Without Redis each process keeps the order of what arrives in it, and the log's
 * comparison of the last number keeps two processes from writing over each other.
 */
export function redisQueue(
  link: RedisLink,
  channels: RedisChannels,
  options: RedisQueueOptions = {},
): ConversationQueue {
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const lookMs = options.lookMs ?? LOOK_MS;
  const line = turnLine(leaseMs);
  const me = randomUUID();
  const waiting = new Map<string, () => void>();
  const arrivals = arrivalOrder();
  channels.listen(
    wakeChannel(me),
    ticket => waiting.get(ticket)?.(),
    () => {},
  );

  /** Resolves when the ticket's turn may have come. */
  const called = (ticket: string) =>
    new Promise<void>(resolve => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(ticket);
        resolve();
      };
      const timer = setTimeout(wake, lookMs / 2 + lookMs * Math.random());
      waiting.set(ticket, wake);
    });

  const leave = (id: string, ticket: string) => {
    // Past the breaker: a ticket that got through unheard of would hold others up until it runs out.
    line.leave(link.client, id, ticket).then(
      next => next !== null && waiting.get(next)?.(),
      () => {},
    );
  };

  const acquire = async (id: string, ticket: string): Promise<HeldTurn & { end(): void }> => {
    let until = performance.now() + leaseMs;
    let place: Place = await link.run(client => line.enter(client, id, ticket));
    while (place !== 'first') {
      await called(ticket);
      until = performance.now() + leaseMs;
      place = await link.run(client => line.touch(client, id, ticket));
      if (place === 'gone') place = await link.run(client => line.enter(client, id, ticket));
    }
    const renewal = setInterval(() => {
      const renewed = performance.now() + leaseMs;
      link
        .run(client => line.touch(client, id, ticket))
        .then(
          now => {
            until = now === 'first' ? renewed : 0;
          },
          () => {},
        );
    }, leaseMs / RENEWALS_A_LEASE);
    return {
      check: () => {
        if (performance.now() >= until) throw new TurnLostError(id);
      },
      end: () => {
        clearInterval(renewal);
        leave(id, ticket);
      },
    };
  };

  return {
    run: (id, work) =>
      arrivals.next(id, async before => {
        for (let tries = 1; ; tries++) {
          const ticket = `${me}/${randomUUID()}`;
          const turn = await acquire(id, ticket).catch(() => null);
          if (!turn) {
            leave(id, ticket);
            await before;
            return await work(LOCAL_TURN);
          }
          try {
            return await work(turn);
          } catch (error) {
            if (!(error instanceof TurnLostError) || tries === MOST_TRIES) throw error;
          } finally {
            turn.end();
          }
        }
      }),
  };
}
