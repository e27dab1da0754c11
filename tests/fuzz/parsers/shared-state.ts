import { sentActivity } from '../../../bot/channels/direct-line/activity-form.ts';
import { orderedFeed } from '../../../bot/channels/direct-line/ordered-feed.ts';
import type { RedisLink } from '../../../bot/state/connect-redis.ts';
import { localFanOut } from '../../../bot/state/fan-out.ts';
import { redisFanOut } from '../../../bot/state/redis-fan-out.ts';
import type { LoggedActivity } from '../../../bot/transcripts/transcript-log.ts';
import { type Parser, promised, rawText, same } from '../parser.ts';

const said = (number: number, more = '') =>
  `{"number":${number},"direction":"out","replyTo":null,"activity":{"type":"message","text":"hi"${more}},"at":"2026-11-24T18:00:00.000Z"}`;

/** Tells a fan-out what another process says, and gives what its listeners hear. */
function heard(message: string): readonly LoggedActivity[] {
  const local = localFanOut();
  let told = (_message: string) => {};
  // Of the link only publishing is used, and nothing is published here.
  const link = {} as RedisLink;
  const fanOut = redisFanOut(
    link,
    {
      connected: () => true,
      listen: (_channel, onMessage) => {
        told = onMessage;
        return { inEffect: Promise.resolve(), end: () => {} };
      },
    },
    local,
  );
  const all: LoggedActivity[] = [];
  const listener = {
    written: (activities: readonly LoggedActivity[]) => all.push(...activities),
    missed: () => {},
    seen: () => 0,
  };
  fanOut.subscribe('c', listener);
  told(message);
  told(`{"from":"another","activities":[${said(999)}]}`);
  promised(all.at(-1)?.number === 999, 'a listener is not told any more');
  return all.slice(0, -1);
}

/** What processes tell each other through Redis. */
export const SHARED_STATE_PARSERS: readonly Parser[] = [
  {
    name: 'Redis: what another process says',
    seeds: [
      `{"from":"p","activities":[${said(1)},${said(2)}]}`,
      `{"from":"p","activities":[${said(0, ',"id":"c|m.0|0000000"')},${said(7, ',"from":{"id":"u"}')}]}`,
      `{"from":"p","activities":[${said(1, ',"id":7,"from":"x","channelData":null')}]}`,
      '{"from":"p","activities":[]}',
    ],
    run: async input => {
      const activities = heard(rawText(input));
      for (const activity of activities) {
        const sent = sentActivity('c', activity);
        promised(same(JSON.parse(JSON.stringify(sent)), sent), 'an activity that clients get otherwise');
        promised(!Number.isNaN(activity.at.getTime()), 'an activity of no time');
      }
      const delivered: number[] = [];
      const feed = orderedFeed({
        read: async () => [],
        deliver: (fresh, last) => {
          JSON.stringify(fresh.map(one => sentActivity('c', one)));
          return delivered.push(last) > 0;
        },
      });
      await feed.begin(0);
      feed.written(activities);
      await new Promise(resolve => setImmediate(resolve));
      promised(
        same(
          delivered,
          [...delivered].sort((a, b) => a - b),
        ),
        'a client hears out of order',
      );
      return activities.length > 0;
    },
  },
];
