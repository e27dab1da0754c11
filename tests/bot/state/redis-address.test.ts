import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../bot/config.ts';
import { parseRedisAddress, RedisAddressError } from '../../../bot/state/redis-address.ts';

const plain = { tls: false, username: null, password: null, database: 0 };

describe('a Redis address', () => {
  it('of one server has host, port and database, with the usual ones left out', () => {
    expect(parseRedisAddress('redis://cache')).toEqual({
      kind: 'single',
      host: { host: 'cache', port: 6379 },
      ...plain,
    });
    expect(parseRedisAddress('rediss://bot:p%40ss@[::1]:7000/3')).toEqual({
      kind: 'single',
      host: { host: '::1', port: 7000 },
      tls: true,
      username: 'bot',
      password: 'p@ss',
      database: 3,
    });
  });

  it('of a Cluster lists nodes', () => {
    expect(parseRedisAddress('redis+cluster://:secret@a:7001,b')).toEqual({
      kind: 'cluster',
      hosts: [
        { host: 'a', port: 7001 },
        { host: 'b', port: 6379 },
      ],
      ...plain,
      password: 'secret',
    });
  });

  it('of Sentinel lists sentinels and names the master', () => {
    expect(parseRedisAddress('redis+sentinel://a,b:26380/2?name=main')).toEqual({
      kind: 'sentinel',
      sentinels: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 26_380 },
      ],
      name: 'main',
      ...plain,
      database: 2,
    });
  });

  it.each([
    ['http://cache', 'not a Redis address'],
    ['redis://', 'not a Redis address'],
    ['redis://a,b', 'several hosts'],
    ['redis+cluster://a/1', 'database 0'],
    ['redis+sentinel://a', 'name of the master'],
    ['redis://a:99999', 'host'],
    ['redis://%E0%A4%A@a', 'percent-encoded'],
  ])('%s is refused and told why', (url, why) => {
    expect(() => parseRedisAddress(url)).toThrow(RedisAddressError);
    expect(() => parseRedisAddress(url)).toThrow(why);
  });

  it('that is refused never shows its password', () => {
    const read = () => readConfig({ REDIS_URL: 'redis://bot:hunter2@a,b' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/REDIS_URL/);
    expect(read).not.toThrow(/hunter2/);
  });
});
