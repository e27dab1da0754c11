import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTargets } from './compare.ts';
import { echoTarget, embeddedTarget, type Target } from './targets.ts';

/** Wide of the bars of `npm run bench:load`: other tests run beside this one, and it is short. */
const MOST_PROCESSOR = 4;
const LEAST_SPEED = 0.2;

describe('beside a bare echo bot', () => {
  const targets: Target[] = [];
  beforeAll(async () => {
    targets.push(await echoTarget(), await embeddedTarget());
  });
  afterAll(() => Promise.all(targets.map(target => target.stop())));

  it('a turn costs not much more, over HTTP and WebSocket', async () => {
    const rows = await compareTargets(targets, { talks: 16, seconds: 1, pause: 0 }, 1);
    for (const { target, failed, speed, cost } of rows.filter(row => row.target.bot === 'bot')) {
      expect(failed, target.name).toBe(0);
      expect(cost).toBeLessThan(MOST_PROCESSOR);
      expect(speed).toBeGreaterThan(LEAST_SPEED);
    }
    expect(rows.map(({ way }) => way)).toEqual(['http', 'http', 'websocket']);
  });
});
