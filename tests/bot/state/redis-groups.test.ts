import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedisState } from '../../../bot/state/open-redis-state.ts';
import { parseRedisAddress } from '../../../bot/state/redis-address.ts';
import type { SharedState } from '../../../bot/state/shared-state.ts';
import type { LoggedActivity } from '../../../bot/transcripts/transcript-log.ts';
import { hasRedis } from '../../servers/start-redis.ts';
import { startRedisCluster } from '../../servers/start-redis-cluster.ts';
import { startRedisSentinel } from '../../servers/start-redis-sentinel.ts';
import { until } from '../../servers/until.ts';

const missing = !hasRedis() && !process.env['CI'];
if (missing) process.stderr.write('Redis Cluster and Sentinel: not run, Redis is not on this machine\n');

const TALKS = Array.from({ length: 30 }, (_, number) => `talk-${number}`);
const ACTIVITY: LoggedActivity = {
  number: 1,
  direction: 'out',
  replyTo: null,
  activity: { type: 'message', text: 'hello' },
  at: new Date(0),
};

describe.skipIf(missing).each([
  ['Cluster', startRedisCluster],
  ['Sentinel', startRedisSentinel],
] as const)('two processes on Redis %s', (_name, startServers) => {
  let servers: Awaited<ReturnType<typeof startServers>>;
  let one: SharedState;
  let two: SharedState;
  beforeAll(async () => {
    servers = await startServers();
    [one, two] = [
      openRedisState(parseRedisAddress(servers.url)),
      openRedisState(parseRedisAddress(servers.url)),
    ];
    await until(() => one.redisUsable() === true && two.redisUsable() === true);
  });
  afterAll(async () => {
    one?.close();
    two?.close();
    await servers?.stop();
  });

  /** Lets both do work in every talk and says how much ran at the same time in one of them, at most. */
  async function mostAtOnce(): Promise<number> {
    let most = 0;
    const inside = new Map<string, number>();
    const work = (talk: string) => async () => {
      const count = (inside.get(talk) ?? 0) + 1;
      inside.set(talk, count);
      most = Math.max(most, count);
      await new Promise(resolve => setTimeout(resolve, 5));
      inside.set(talk, count - 1);
    };
    await Promise.all(
      TALKS.flatMap(talk => [one, two, one, two].map(({ queue }) => queue.run(talk, work(talk)))),
    );
    return most;
  }

  /** Tells news of every talk in one process and waits until the other has heard them. */
  async function newsArrive(): Promise<void> {
    const heard = new Set<string>();
    const subscriptions = TALKS.map(talk =>
      two.fanOut.subscribe(talk, {
        written: () => heard.add(talk),
        missed: () => {},
        seen: () => 0,
      }),
    );
    await Promise.all(subscriptions.map(({ inEffect }) => inEffect));
    await until(() => {
      for (const talk of TALKS) if (!heard.has(talk)) one.fanOut.publish(talk, [ACTIVITY]);
      return heard.size === TALKS.length;
    });
    for (const subscription of subscriptions) subscription.end();
  }

  it('take turns, hear each other, share items and counts', async () => {
    expect(await mostAtOnce()).toBe(1);
    await newsArrive();
    await one.items.write({ key: { value: 1 } });
    expect(await two.items.read(['key'])).toMatchObject({ key: { value: 1 } });
    const [mine, theirs] = [one.rateLimit('group', 2), two.rateLimit('group', 2)];
    await mine.take('member');
    await theirs.take('member');
    await expect(mine.take('member')).rejects.toMatchObject({ code: 'TooManyRequests' });
  });

  it('go on while the master is gone, and share again when its replica has taken over', async () => {
    await servers.killMaster();
    const ran = await Promise.all(TALKS.map(talk => one.queue.run(talk, async () => talk)));
    expect(ran).toEqual(TALKS);
    await until(async () => {
      if (!(one.redisUsable() && two.redisUsable())) return false;
      return (await mostAtOnce()) === 1;
    }, 30_000);
    await newsArrive();
    await until(() =>
      one.items.write({ after: { value: 2 } }).then(
        () => true,
        () => false,
      ),
    );
    await until(async () => 'after' in (await two.items.read(['after']).catch(() => ({}))));
  });
});
