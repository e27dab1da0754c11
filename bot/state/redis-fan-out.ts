import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LoggedActivity } from '../transcripts/transcript-log.ts';
import type { RedisLink } from './connect-redis.ts';
import { type FanOut, type LocalFanOut, localFanOut } from './fan-out.ts';
import type { ChannelListener, RedisChannels } from './redis-channels.ts';

const told = z.object({
  from: z.string(),
  activities: z.array(
    z.object({
      number: z.number().int().nonnegative(),
      direction: z.enum(['in', 'out']),
      replyTo: z.number().int().nullable(),
      activity: z.record(z.string(), z.unknown()),
      at: z.iso.datetime().transform(at => new Date(at)),
    }),
  ),
});

const channelOf = (conversationId: string) => `member-help:talk:${conversationId}`;

/**
 * Fan-out over all processes: listeners here are told at once, those elsewhere through Redis. What gets lost on the
 * way, since Redis keeps no message for who is away, is found in the log (see `watchLog`).
 */
export function redisFanOut(
  link: RedisLink,
  channels: RedisChannels,
  local: LocalFanOut = localFanOut(),
): FanOut {
  const me = randomUUID();
  const listening = new Map<string, { count: number; readonly channel: ChannelListener }>();

  const receive = (conversationId: string, message: string) => {
    const parsed = told.safeParse(readJson(message));
    if (!parsed.success || parsed.data.from === me) return;
    local.publish(conversationId, parsed.data.activities satisfies readonly LoggedActivity[]);
  };

  return {
    publish: (conversationId, activities) => {
      local.publish(conversationId, activities);
      const message = JSON.stringify({ from: me, activities });
      link.run(client => client.publish(channelOf(conversationId), message)).catch(() => {});
    },
    subscribe: (conversationId, listener) => {
      const here = local.subscribe(conversationId, listener);
      const entry = listening.get(conversationId) ?? {
        count: 0,
        channel: channels.listen(
          channelOf(conversationId),
          message => receive(conversationId, message),
          () => local.missed(conversationId),
        ),
      };
      entry.count++;
      listening.set(conversationId, entry);
      let ended = false;
      return {
        inEffect: entry.channel.inEffect,
        end: () => {
          if (ended) return;
          ended = true;
          here.end();
          entry.count--;
          if (entry.count > 0) return;
          entry.channel.end();
          listening.delete(conversationId);
        },
      };
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
