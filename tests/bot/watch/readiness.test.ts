import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { healthRouter } from '../../../bot/watch/health-router.ts';
import { readiness } from '../../../bot/watch/readiness.ts';

const works = { name: 'database', run: async () => {} };
const fails = {
  name: 'database',
  run: async () => {
    throw new Error('gone');
  },
};

/** Statuses of `/readyz` plain and strict. */
async function statusesOf(health: ReturnType<typeof readiness>): Promise<readonly number[]> {
  const server = createServer(express().use(healthRouter(health)));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  try {
    const answers = ['/readyz', '/readyz?strict'].map(path => fetch(`http://127.0.0.1:${port}${path}`));
    return (await Promise.all(answers)).map(({ status }) => status);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('readiness', () => {
  it('is there while all works', async () => {
    expect(await statusesOf(readiness([works], () => false))).toEqual([200, 200]);
  });

  it('stays where the database is gone, so that members still get 911 and 988; strict probes are told', async () => {
    expect(await statusesOf(readiness([fails], () => false))).toEqual([200, 503]);
  });

  it('ends as soon as the process drains', async () => {
    expect(await statusesOf(readiness([works], () => true))).toEqual([503, 503]);
  });

  it('takes a check that never answers for failed, within about a second', async () => {
    const begun = performance.now();
    const hangs = { name: 'database', run: () => new Promise<void>(() => {}) };
    expect(await readiness([hangs], () => false)()).toEqual({
      status: 'degraded',
      checks: { database: 'failed' },
    });
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('asks once a second, however many probes there are', async () => {
    let asked = 0;
    const counts = {
      name: 'database',
      run: async () => {
        asked++;
      },
    };
    const health = readiness([counts], () => false);
    await Promise.all(Array.from({ length: 50 }, health));
    expect(asked).toBe(1);
  });
});
