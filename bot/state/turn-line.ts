import type { RedisClient } from './connect-redis.ts';
import { redisScript } from './redis-script.ts';

/** Where a ticket stands: its turn, waiting, or no longer in the line. */
export type Place = 'first' | 'waiting' | 'gone';

/**
 * The line of those who wait for a turn in a conversation, in Redis: first come, first served. A ticket counts for
 * so many milliseconds and is renewed while its holder lives; one that ran out is passed over by whoever looks next.
 * A ticket is `<process>/<unique>`; when its turn comes its process is told on the channel `wakeChannel(process)`.
 */
export interface TurnLine {
  enter(client: RedisClient, conversationId: string, ticket: string): Promise<Place>;
  /** Renews the ticket. */
  touch(client: RedisClient, conversationId: string, ticket: string): Promise<Place>;
  /** Gives the turn, or the place in the line, back; the next ticket of this process, or null. */
  leave(client: RedisClient, conversationId: string, ticket: string): Promise<string | null>;
}

/** Channel on which a process is told the ticket whose turn has come. */
export function wakeChannel(process: string): string {
  return `${WAKE}${process}`;
}

const WAKE = 'member-help:wake:';

/** KEYS: sorted set of tickets by place; hash of ticket → milliseconds when it runs out, and `last`: the last place given. */
const COMMON = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function first()
  while true do
    local ticket = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
    if not ticket then return false end
    if tonumber(redis.call('HGET', KEYS[2], ticket) or '0') > now then return ticket end
    redis.call('ZREM', KEYS[1], ticket)
    redis.call('HDEL', KEYS[2], ticket)
  end
end
local function keep(ticket)
  redis.call('HSET', KEYS[2], ticket, string.format('%.0f', now + ARGV[2]))
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
`;
const ENTER = redisScript(`${COMMON}
local last = tonumber(redis.call('HGET', KEYS[2], 'last') or '0')
local place = string.format('%.0f', math.max(time[1] * 1000000 + time[2], last + 1))
redis.call('ZADD', KEYS[1], place, ARGV[1])
redis.call('HSET', KEYS[2], 'last', place)
keep(ARGV[1])
return first() == ARGV[1] and 1 or 0
`);
const TOUCH = redisScript(`${COMMON}
local head = first()
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return -1 end
keep(ARGV[1])
return head == ARGV[1] and 1 or 0
`);
const LEAVE = redisScript(`${COMMON}
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
local head = first()
if not head then return false end
local process = string.match(head, '^[^/]+')
if process == string.match(ARGV[1], '^[^/]+') then return head end
redis.call('PUBLISH', '${WAKE}' .. process, head)
return false
`);

/**
 * Makes the line.
 * @param leaseMs milliseconds a ticket counts after it was last renewed
 */
export function turnLine(leaseMs: number): TurnLine {
  const keys = (id: string) => [`member-help:{${id}}:line`, `member-help:{${id}}:until`];
  return {
    enter: async (client, id, ticket) => placeOf(await ENTER(client, keys(id), [ticket, leaseMs])),
    touch: async (client, id, ticket) => placeOf(await TOUCH(client, keys(id), [ticket, leaseMs])),
    leave: async (client, id, ticket) => {
      const next = await LEAVE(client, keys(id), [ticket, leaseMs]);
      return typeof next === 'string' ? next : null;
    },
  };
}

function placeOf(answer: unknown): Place {
  if (answer === 1) return 'first';
  return answer === 0 ? 'waiting' : 'gone';
}
