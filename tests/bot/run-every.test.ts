import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { runEvery } from '../../bot/run-every.ts';

describe('work that is done again and again', () => {
  it('is never done twice at the same time, and goes on after a failure', async () => {
    let [atOnce, most, times] = [0, 0, 0];
    const failed = vi.fn();
    const repeated = runEvery(
      2,
      async () => {
        most = Math.max(most, ++atOnce);
        await wait(10);
        atOnce--;
        if (++times === 1) throw new Error('the first time');
      },
      failed,
    );
    await vi.waitFor(() => expect(times).toBeGreaterThan(2));
    await repeated.end();
    expect(most).toBe(1);
    expect(failed).toHaveBeenCalledOnce();
  });

  it('begins at once where it is told to, and its end waits for what is under way', async () => {
    let done = false;
    const repeated = runEvery(
      60_000,
      async () => {
        await wait(10);
        done = true;
      },
      () => {},
    );
    repeated.now();
    await repeated.end();
    expect(done).toBe(true);
  });
});
