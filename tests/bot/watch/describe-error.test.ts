import { describe, expect, test } from 'vitest';
import { describeError } from '../../../bot/watch/describe-error.ts';

describe('what the log says of an error', () => {
  test('is its name, code and place, and nothing of its message, whatever lines that has', () => {
    const error = Object.assign(
      new Error('bad value:\nat 123 Main St, my id 555-12-3456\n  at home (x:1:2)'),
      { code: 'E1' },
    );
    const described = describeError(error);
    expect(described).toMatchObject({ name: 'Error', code: 'E1' });
    expect(described.at).toMatch(/describe-error\.test\.ts:\d+:\d+/);
    expect(JSON.stringify(described)).not.toMatch(/Main|555|home/);
  });

  test('is what brought it about, where that is known', () => {
    const cause = Object.assign(new TypeError('secret'), { code: 'EADDRINUSE' });
    expect(describeError(new Error('told', { cause }))).toMatchObject({
      name: 'TypeError',
      code: 'EADDRINUSE',
    });
    expect(describeError('text')).toEqual({ name: 'string' });
  });
});
