import { randomUUID } from 'node:crypto';
import type { RedisLink } from './connect-redis.ts';
import { ItemConflictError, type KeptItem, type KeptItems, versionOf } from './kept-items.ts';
import { redisScript } from './redis-script.ts';

/** Compare and set: version wanted, value, new version, milliseconds to keep it. */
const WRITE = redisScript(`
local version = redis.call('HGET', KEYS[1], 'version')
if ARGV[1] == '' then
  if version then return 0 end
elseif ARGV[1] ~= '*' and ARGV[1] ~= version then
  return 0
end
redis.call('HSET', KEYS[1], 'value', ARGV[2], 'version', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
`);

const keyOf = (key: string) => `member-help:item:{${key}}`;

/**
 * Items in Redis. Where it is gone every call fails: nobody may take an item for absent that is only out of reach.
 * @param keepMs milliseconds after the last write when an item is forgotten
 */
export function redisItems(link: RedisLink, keepMs: number): KeptItems {
  return {
    read: async keys => {
      const found = await Promise.all(
        keys.map(key => link.run(client => client.hmget(keyOf(key), 'value', 'version'))),
      );
      return Object.fromEntries(
        found.flatMap(([value, eTag], place) =>
          value && eTag
            ? [[keys[place], { ...(JSON.parse(value) as KeptItem), eTag }]] // written below
            : [],
        ),
      );
    },
    write: async changes => {
      for (const [key, item] of Object.entries(changes)) {
        const { eTag: _version, ...value } = item;
        const values = [versionOf(item), JSON.stringify(value), randomUUID(), keepMs];
        if ((await link.run(client => WRITE(client, [keyOf(key)], values))) !== 1)
          throw new ItemConflictError(key);
      }
    },
    delete: async keys => {
      await Promise.all(keys.map(key => link.run(client => client.del(keyOf(key)))));
    },
  };
}
