import { describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../bot/state/bounded-queue.ts';
import { localQueue } from '../../../bot/state/conversation-queue.ts';

/** Work that goes on until it is told to end. */
function held() {
  let end = () => {};
  const over = new Promise<void>(resolve => {
    end = resolve;
  });
  return { work: () => over, end };
}

const limits = { perConversation: 2, inAll: 3, overloaded: () => false };

describe('a queue with limits', () => {
  it('refuses more of one conversation than may wait, and takes them again when there is room', async () => {
    const queue = boundedQueue(localQueue(), limits);
    const { work, end } = held();
    const taken = [queue.run('one', work), queue.run('one', work)];
    await expect(queue.run('one', work)).rejects.toMatchObject({
      code: 'TooManyRequests',
      status: 429,
      retryAfter: 2,
    });
    end();
    await Promise.all(taken);
    expect(queue.size).toBe(0);
    expect(await queue.run('one', async () => 'taken')).toBe('taken');
  });

  it('refuses more of all conversations together than may be under way', async () => {
    const queue = boundedQueue(localQueue(), limits);
    const { work, end } = held();
    const taken = ['one', 'two', 'three'].map(talk => queue.run(talk, work));
    await expect(queue.run('four', work)).rejects.toMatchObject({
      code: 'Overloaded',
      status: 503,
      retryAfter: 2,
    });
    expect(() => queue.admit()).toThrow(expect.objectContaining({ code: 'Overloaded' }));
    end();
    await Promise.all(taken);
    queue.admit();
  });

  it('gives room back after work that failed', async () => {
    const queue = boundedQueue(localQueue(), { ...limits, inAll: 1 });
    const failing = () => Promise.reject(new Error('broken'));
    await expect(queue.run('one', failing)).rejects.toThrow('broken');
    await expect(queue.run('one', failing)).rejects.toThrow('broken');
  });

  it('under overload refuses new conversations, but no message of one that goes on', async () => {
    const queue = boundedQueue(localQueue(), { ...limits, overloaded: () => true });
    expect(() => queue.admit()).toThrow(expect.objectContaining({ code: 'Overloaded', retryAfter: 2 }));
    expect(await queue.run('one', async () => 'answered')).toBe('answered');
  });
});
