import { describe, expect, it } from 'vitest';
import { AppError } from '../../../bot/app-error.ts';
import { localRateLimit } from '../../../bot/state/rate-limit.ts';
import { createMetrics } from '../../../bot/watch/metrics.ts';

describe('metrics', () => {
  it('have few labels, whatever channel names callers make up', async () => {
    const metrics = createMetrics();
    for (let n = 0; n < 500; n++) metrics.turns.begin(`made-up-${n}`).end({ kind: 'repeated' });
    const { body } = await metrics.text();
    expect(body).not.toContain('made-up');
    expect(body).toContain('memberhelp_turns_total{channel="other",outcome="repeated",language="none"} 500');
  });

  it('count turns that wait apart from those being worked on, and none when all have ended', async () => {
    const metrics = createMetrics();
    const [waiting, working] = [metrics.turns.begin('sms'), metrics.turns.begin('sms')];
    waiting.step('wait');
    working.step('wait');
    working.step('read');
    expect((await metrics.text()).body).toMatch(
      /in_progress\{state="waiting"\} 1\n.*in_progress\{state="working"\} 1\n/,
    );
    waiting.end({ kind: 'failed', error: new Error('x') });
    working.end({ kind: 'repeated' });
    expect((await metrics.text()).body).toMatch(
      /in_progress\{state="waiting"\} 0\n.*in_progress\{state="working"\} 0\n/,
    );
  });

  it('tell a member asked to wait from one who got no answer, and show alarms before there is one', async () => {
    const metrics = createMetrics();
    expect((await metrics.text()).body).toContain('memberhelp_alarms_total{outcome="crisis"} 0');
    metrics.turns.begin('sms').end({ kind: 'failed', error: new AppError('TooManyRequests', 'wait') });
    metrics.turns.begin('sms').end({ kind: 'failed', error: new Error('x') });
    metrics.turns.begin('sms').end({ kind: 'replied', outcome: 'crisis', language: 'es' });
    const { body } = await metrics.text();
    expect(body).toContain('memberhelp_turns_total{channel="sms",outcome="refused",language="none"} 1');
    expect(body).toContain('memberhelp_turns_total{channel="sms",outcome="failed",language="none"} 1');
    expect(body).toContain('memberhelp_alarms_total{outcome="crisis"} 1');
  });

  it('count what a limit turned away, and still turn it away', async () => {
    const metrics = createMetrics();
    const limit = metrics.counted('web-messages', localRateLimit(1));
    await limit.take('talk-1');
    await expect(limit.take('talk-1')).rejects.toMatchObject({ code: 'TooManyRequests' });
    expect((await metrics.text()).body).toContain('memberhelp_rate_limited_total{limit="web-messages"} 1');
  });

  it('leave out a gauge whose reading fails or hangs, and show the rest', async () => {
    const metrics = createMetrics();
    metrics.gauge({ name: 'fails', help: 'fails' }, () => Promise.reject(new Error('gone')));
    metrics.gauge({ name: 'hangs', help: 'hangs' }, () => new Promise(() => {}));
    metrics.gauge({ name: 'works', help: 'works' }, () => ({ '': 7 }));
    const { body } = await metrics.text();
    expect(body).toContain('\nworks 7\n');
    expect(body).not.toMatch(/^(fails|hangs)[{ ]/m);
  });

  it('cost a turn little', () => {
    const { turns } = createMetrics();
    const begun = performance.now();
    for (let n = 0; n < 2_000; n++) {
      const probe = turns.begin('directline');
      for (const step of ['wait', 'read', 'mask', 'decide', 'words', 'commit'] as const) probe.step(step);
      probe.end({ kind: 'replied', outcome: 'answered', language: 'en' });
    }
    // About 0.01 ms on one core; the limit allows for a busy machine.
    expect((performance.now() - begun) / 2_000).toBeLessThan(0.2);
  });
});
