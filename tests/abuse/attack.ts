import { z } from 'zod';
import { post } from './raw-exchange.ts';

/** A talk the attacker has, as any visitor of the page can. */
export const attackerTalk = z.object({
  conversationId: z.string(),
  token: z.string(),
  streamUrl: z.string(),
});

/** What an attacker's process is given. */
export const attackOrder = z.object({
  name: z.string(),
  port: z.number(),
  /** Address it comes from. */
  from: z.string(),
  talk: attackerTalk,
  /** Requests or connections at most. */
  most: z.number(),
  /** Seconds at most. */
  seconds: z.number(),
});
export type AttackOrder = z.infer<typeof attackOrder>;

/** How often each thing came back: a status, `closed`, `no answer`, or words of the attack. */
export type Tally = Readonly<Record<string, number>>;

/** What an attack works with. */
export interface Attacking extends AttackOrder {
  /** When it has to be over, by `performance.now()`. */
  readonly end: number;
  readonly count: (what: string) => void;
  /** Does something again and again, so many at once, until the most is reached or the time is over. */
  repeat(atOnce: number, one: (number: number, worker: number) => Promise<void>): Promise<void>;
  /** A message in the attacker's own talk. */
  message(body: string | Uint8Array, headers?: Readonly<Record<string, string>>): Uint8Array;
}

/** A way to do harm to a server. */
export interface Attack {
  readonly name: string;
  /** Goes on until the most is reached, not until the time is over. */
  readonly untilMost?: true;
  run(attacking: Attacking): Promise<void>;
}

/** Runs an attack and counts what came back. */
export async function carryOut(attack: Attack, order: AttackOrder): Promise<Tally> {
  const tally: Record<string, number> = {};
  const end = performance.now() + order.seconds * 1_000;
  let begun = 0;
  await attack.run({
    ...order,
    end,
    count: what => {
      tally[what] = (tally[what] ?? 0) + 1;
    },
    repeat: async (atOnce, one) => {
      const work = async (worker: number) => {
        while (begun < order.most && performance.now() < end) await one(begun++, worker);
      };
      await Promise.all(Array.from({ length: atOnce }, (_, worker) => work(worker)));
    },
    message: (body, headers = {}) =>
      post(`/v3/directline/conversations/${order.talk.conversationId}/activities`, body, {
        Authorization: `Bearer ${order.talk.token}`,
        ...headers,
      }),
  });
  return tally;
}
