import { describe, expect, it } from 'vitest';
import { type FanOut, type FanOutListener, localFanOut } from '../../../bot/state/fan-out.ts';
import { redisChannels } from '../../../bot/state/redis-channels.ts';
import { redisFanOut } from '../../../bot/state/redis-fan-out.ts';
import { watchLog } from '../../../bot/state/watch-log.ts';
import type { LoggedActivity } from '../../../bot/transcripts/transcript-log.ts';
import { onRedis } from '../../servers/on-redis.ts';
import { until } from '../../servers/until.ts';

const activity = (number: number): LoggedActivity => ({
  number,
  direction: number % 2 === 1 ? 'in' : 'out',
  replyTo: number % 2 === 1 ? null : number - 1,
  activity: { type: 'message', text: `text ${number}` },
  at: new Date(1_700_000_000_000 + number),
});

/** A connection that notes what it is told. */
function noting(): FanOutListener & { readonly told: LoggedActivity[]; gaps: number } {
  const told: LoggedActivity[] = [];
  return {
    told,
    gaps: 0,
    written: activities => told.push(...activities),
    missed() {
      this.gaps++;
    },
    seen: () => told.at(-1)?.number ?? 0,
  };
}

function contract(open: () => Promise<FanOut>): void {
  it('tells every listener of a conversation, none of another, and none that has left', async () => {
    const fanOut = await open();
    const [one, two, other, left] = [noting(), noting(), noting(), noting()];
    const subscriptions = [
      fanOut.subscribe('talk', one),
      fanOut.subscribe('talk', two),
      fanOut.subscribe('elsewhere', other),
      fanOut.subscribe('talk', left),
    ];
    await Promise.all(subscriptions.map(({ inEffect }) => inEffect));
    subscriptions[3]?.end();
    subscriptions[3]?.end();
    fanOut.publish('talk', [activity(1), activity(2)]);
    await until(() => one.told.length === 2 && two.told.length === 2);
    expect(one.told).toEqual([activity(1), activity(2)]);
    expect(other.told).toEqual([]);
    expect(left.told).toEqual([]);
  });

  it('drops a listener that fails and goes on with the others', async () => {
    const fanOut = await open();
    let calls = 0;
    const failing: FanOutListener = {
      ...noting(),
      written: () => {
        calls++;
        throw new Error('broken');
      },
    };
    const fine = noting();
    fanOut.subscribe('talk', failing);
    await fanOut.subscribe('talk', fine).inEffect;
    fanOut.publish('talk', [activity(1)]);
    fanOut.publish('talk', [activity(2)]);
    await until(() => fine.told.length === 2);
    expect(calls).toBe(1);
  });
}

describe('fan-out in one process', () => contract(async () => localFanOut()));

onRedis('fan-out over processes', (openLink, server) => {
  const open = async () => {
    const link = await openLink();
    const local = localFanOut();
    return { link, local, fanOut: redisFanOut(link, redisChannels(link.listener), local) };
  };
  contract(async () => (await open()).fanOut);

  it('brings what one process writes to the connections of another, once', async () => {
    const [here, there] = [await open(), await open()];
    const [mine, theirs] = [noting(), noting()];
    await Promise.all([
      here.fanOut.subscribe('talk', mine).inEffect,
      there.fanOut.subscribe('talk', theirs).inEffect,
    ]);
    here.fanOut.publish('talk', [activity(1), activity(2)]);
    await until(() => theirs.told.length > 0);
    expect(theirs.told).toEqual([activity(1), activity(2)]);
    there.fanOut.publish('talk', [activity(3)]);
    await until(() => mine.told.length === 3);
    expect(theirs.told).toHaveLength(3);
  });

  it('stops listening in Redis when the last connection has left', async () => {
    const { link, fanOut } = await open();
    const subscriptions = [fanOut.subscribe('talk', noting()), fanOut.subscribe('talk', noting())];
    await Promise.all(subscriptions.map(({ inEffect }) => inEffect));
    const channels = async () => await link.client.pubsub('CHANNELS', 'member-help:talk:*');
    expect(await channels()).toHaveLength(1);
    for (const { end } of subscriptions) end();
    await until(async () => (await channels()).length === 0);
  });

  it('tells connections that they may have missed something when Redis was away, and goes on', async () => {
    const [here, there] = [await open(), await open()];
    const listener = noting();
    await here.fanOut.subscribe('talk', listener).inEffect;
    await server().kill();
    await server().start();
    await until(() => listener.gaps > 0);
    await until(() => {
      there.fanOut.publish('talk', [activity(7)]);
      return listener.told.some(({ number }) => number === 7);
    });
  });

  it('finds in the log what nobody told, for those connections that are behind', async () => {
    const { local } = await open();
    const [behind, ahead] = [noting(), noting()];
    ahead.told.push(activity(4));
    local.subscribe('talk', behind);
    local.subscribe('talk', ahead);
    const asked: (readonly string[])[] = [];
    const end = watchLog({
      log: {
        lastNumbers: async ids => {
          asked.push(ids);
          if (asked.length === 1) throw new Error('the log can not be read');
          return new Map([['talk', 4]]);
        },
      },
      fanOut: local,
      pauseMs: () => 1,
    });
    await until(() => behind.gaps > 0);
    end();
    expect(asked[0]).toEqual(['talk']);
    expect(ahead.gaps).toBe(0);
  });
});
