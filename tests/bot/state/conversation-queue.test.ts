import { describe, expect, it } from 'vitest';
import type { RedisLink } from '../../../bot/state/connect-redis.ts';
import { type ConversationQueue, localQueue } from '../../../bot/state/conversation-queue.ts';
import { redisChannels } from '../../../bot/state/redis-channels.ts';
import { redisQueue } from '../../../bot/state/redis-queue.ts';
import { onRedis } from '../../servers/on-redis.ts';
import { until } from '../../servers/until.ts';

/** Something that ends when it is told to. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, passed };
}

/** Work that notes when it runs, and that nothing else runs meanwhile. */
function notes() {
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  return {
    order,
    most: () => most,
    work: (place: number) => async () => {
      most = Math.max(most, ++inside);
      await new Promise(resolve => setTimeout(resolve, place % 3));
      order.push(place);
      inside--;
    },
  };
}

const places = (count: number) => Array.from({ length: count }, (_, place) => place);

/** What every queue keeps. */
function contract(open: () => Promise<ConversationQueue>): void {
  it('runs the work of one conversation one at a time and in order of arrival', async () => {
    const queue = await open();
    const { order, most, work } = notes();
    await Promise.all(places(20).map(place => queue.run('talk', work(place))));
    expect(order).toEqual(places(20));
    expect(most()).toBe(1);
  });

  it('lets conversations run beside each other', async () => {
    const queue = await open();
    const { open: release, passed } = gate();
    const held = queue.run('one', () => passed);
    expect(await queue.run('two', async () => 'done')).toBe('done');
    release();
    await held;
  });

  it('goes on after work that failed, and tells its caller', async () => {
    const queue = await open();
    const failing = queue.run('talk', async () => {
      throw new Error('broken');
    });
    const after = queue.run('talk', async () => 'after');
    await expect(failing).rejects.toThrow('broken');
    expect(await after).toBe('after');
  });

  it('lets work that has its turn pass the check', async () => {
    const queue = await open();
    expect(
      await queue.run('talk', async turn => {
        turn.check();
        return 'written';
      }),
    ).toBe('written');
  });
}

describe('the queue of one process', () => contract(async () => localQueue()));

onRedis('the queue of many processes', (openLink, server) => {
  const open = async (leaseMs = 3_000) => {
    const link = await openLink();
    return { link, queue: redisQueue(link, redisChannels(link.listener), { leaseMs, lookMs: 60 }) };
  };
  const inLine = (link: RedisLink, count: number) =>
    until(async () => (await link.client.zcard('member-help:{talk}:line')) === count);

  contract(async () => (await open()).queue);

  it('keeps the order of arrival over processes, one at a time', async () => {
    const processes = [await open(), await open(), await open()] as const;
    const { order, most, work } = notes();
    const { open: release, passed } = gate();
    const held = processes[0].queue.run('talk', () => passed);
    await inLine(processes[0].link, 1);
    const all: Promise<void>[] = [];
    for (const place of places(12)) {
      const { queue, link } = processes[place % 3] ?? processes[0];
      all.push(queue.run('talk', work(place)));
      await inLine(link, place + 2);
    }
    release();
    await Promise.all([held, ...all]);
    expect(order).toEqual(places(12));
    expect(most()).toBe(1);
  });

  it('leaves nothing behind in Redis', async () => {
    const { queue, link } = await open();
    await Promise.all(places(5).map(place => queue.run('talk', notes().work(place))));
    await inLine(link, 0);
    expect(await link.client.pttl('member-help:{talk}:until')).toBeLessThanOrEqual(3_000);
  });

  it('keeps the turn of work that takes longer than a lease', async () => {
    const one = await open(600);
    const other = await open(600);
    const { open: release, passed } = gate();
    const order: string[] = [];
    const long = one.queue.run('talk', async turn => {
      await passed;
      turn.check();
      order.push('long');
    });
    await inLine(one.link, 1);
    const next = other.queue.run('talk', async () => {
      order.push('next');
    });
    // Three leases long: without renewal the other would have had the turn by now.
    setTimeout(release, 1_800);
    await Promise.all([long, next]);
    expect(order).toEqual(['long', 'next']);
  });

  it('passes the turn on from a process that died', async () => {
    const dead = await open(200);
    const alive = await open(200);
    void dead.queue.run('talk', () => new Promise(() => {}));
    await inLine(alive.link, 1);
    dead.link.close();
    expect(await alive.queue.run('talk', async () => 'mine')).toBe('mine');
  });

  it('does not let a held-up process write after its turn ran out, and runs its work when its turn comes again', async () => {
    const paused = await open(200);
    const other = await open(200);
    const { open: release, passed } = gate();
    const written: string[] = [];
    let tries = 0;
    const held = paused.queue.run('talk', async turn => {
      if (tries++ === 0) await passed;
      turn.check();
      written.push('paused');
    });
    await inLine(other.link, 1);
    // Renewals don't get through any more, as while a process is stopped.
    paused.link.client.disconnect();
    await other.queue.run('talk', async turn => {
      turn.check();
      written.push('other');
    });
    release();
    await held;
    expect(written).toEqual(['other', 'paused']);
    expect(tries).toBe(2);
  });

  it('takes the turn away where Redis forgot everything', async () => {
    const { queue, link } = await open(150);
    const { open: release, passed } = gate();
    let tries = 0;
    const held = queue.run('talk', async turn => {
      if (tries++ === 0) await passed;
      turn.check();
    });
    await inLine(link, 1);
    await link.client.flushall();
    setTimeout(release, 200);
    await held;
    expect(tries).toBe(2);
  });

  it('goes on in order of arrival within each process while Redis is gone, and together again after', async () => {
    const one = await open();
    const { order, most, work } = notes();
    await server().kill();
    await Promise.all(places(10).map(place => one.queue.run('talk', work(place))));
    expect(order).toEqual(places(10));
    expect(most()).toBe(1);
    await server().start();
    await until(() => one.queue.run('talk', async () => one.link.usable()));
  });

  it('waits for a frozen Redis no longer than a moment, and then not at all', async () => {
    const { queue } = await open();
    process.kill(server().pid(), 'SIGSTOP');
    try {
      const times: number[] = [];
      for (const _ of places(6)) {
        const started = performance.now();
        await queue.run('talk', async () => {});
        times.push(performance.now() - started);
      }
      expect(Math.max(...times)).toBeLessThan(1_500);
      expect(Math.min(...times)).toBeLessThan(100);
    } finally {
      process.kill(server().pid(), 'SIGCONT');
    }
  });
});
