import { describe, expect, it } from 'vitest';
import { hasPostgres } from '../servers/start-postgres.ts';
import { hasRedis } from '../servers/start-redis.ts';
import { FAULTS } from './faults.ts';
import { tryFault } from './try-fault.ts';

const SHORT = { talks: 3, messages: 3 };
const TRIED = ['kill -9 after commit'];
const missing = !(hasRedis() && hasPostgres()) && !process.env['CI'];
if (missing) process.stderr.write('faults of shared servers: not run, Redis or PostgreSQL is not here\n');

describe('every message is answered once', () => {
  const tried = FAULTS.filter(({ name, processes }) => TRIED.includes(name) && !(missing && processes > 0));
  it.each(tried.map(fault => [fault.name, fault] as const))('%s', async (_name, fault) => {
    const { sent, answeredOnce, lost, doubled, crossed } = await tryFault(fault, SHORT);
    expect({ lost, doubled, crossed }).toEqual({ lost: 0, doubled: 0, crossed: 0 });
    expect(answeredOnce).toBe(sent);
  });
});
