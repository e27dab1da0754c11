import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderedFeed } from '../../../../bot/channels/direct-line/ordered-feed.ts';
import type { LoggedActivity } from '../../../../bot/transcripts/transcript-log.ts';
import { until } from '../../../servers/until.ts';

const activity = (number: number): LoggedActivity => ({
  number,
  direction: 'out',
  replyTo: null,
  activity: { type: 'message', text: `text ${number}` },
  at: new Date(number),
});

/** A feed on a log that holds some activities and hands out two at a time. */
function feedOn(log: LoggedActivity[]) {
  const sent: number[] = [];
  let reads = 0;
  const feed = orderedFeed({
    read: async after => {
      reads++;
      return log.filter(({ number }) => number > after).slice(0, 2);
    },
    deliver: activities => {
      sent.push(...activities.map(({ number }) => number));
      return true;
    },
  });
  return { feed, sent, reads: () => reads };
}

describe('the feed of a stream', () => {
  it('passes on what comes next without asking the log', async () => {
    const { feed, sent, reads } = feedOn([]);
    await feed.begin(0);
    const before = reads();
    feed.written([activity(1), activity(2)]);
    feed.written([activity(2), activity(3)]);
    expect(sent).toEqual([1, 2, 3]);
    expect(reads()).toBe(before);
  });

  it('brings a reply that is in no log once, however often its message is tried again', async () => {
    const { feed, sent } = feedOn([]);
    const standIn = (id: string): LoggedActivity => ({ ...activity(0), activity: { type: 'message', id } });
    await feed.begin(0);
    feed.written([standIn('talk|m1.0|0000000')]);
    feed.written([standIn('talk|m1.0|0000000')]);
    feed.written([standIn('talk|m2.0|0000000')]);
    expect(sent).toEqual([0, 0]);
  });

  it('reads the log where a number is missing', async () => {
    const log = [1, 2, 3, 4].map(activity);
    const { feed, sent } = feedOn(log);
    feed.written([activity(3), activity(4)]);
    await feed.begin(0);
    log.push(activity(5), activity(6));
    feed.written([activity(6)]);
    await until(() => sent.length === 6);
    expect(sent).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('passes on what the log has not got any more, since the talk was deleted', async () => {
    const log = [1, 2].map(activity);
    const { feed, sent } = feedOn(log);
    await feed.begin(0);
    log.length = 0;
    feed.written([activity(7), activity(8)]);
    await until(() => sent.length === 4);
    expect(sent).toEqual([1, 2, 7, 8]);
  });

  it('passes nothing on behind a gap that the log can not fill now, and makes up for it later', async () => {
    const log = [activity(1)];
    let broken = false;
    const sent: number[] = [];
    const feed = orderedFeed({
      read: async after => {
        if (broken) throw new Error('the log can not be read');
        return log.filter(({ number }) => number > after);
      },
      deliver: activities => {
        sent.push(...activities.map(({ number }) => number));
        return true;
      },
    });
    await feed.begin(0);
    broken = true;
    log.push(activity(2), activity(3));
    feed.written([activity(3)]);
    await Promise.resolve();
    broken = false;
    await until(() => {
      feed.missed();
      return sent.length === 3;
    });
    expect(sent).toEqual([1, 2, 3]);
  });

  it('that is live only brings what was written while it began', async () => {
    const log = [1, 2, 3].map(activity);
    const { feed, sent } = feedOn(log);
    feed.written([activity(3)]);
    await feed.begin(3);
    expect(sent).toEqual([3]);
  });

  it('brings each activity once and in order, however the news of them come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(fc.constant('lost'), fc.constant('late'), fc.constant('twice'), fc.constant('told')),
          {
            maxLength: 20,
          },
        ),
        async fates => {
          const log: LoggedActivity[] = [];
          const { feed, sent } = feedOn(log);
          await feed.begin(0);
          const late: LoggedActivity[] = [];
          for (const [place, fate] of fates.entries()) {
            const next = activity(place + 1);
            log.push(next);
            if (fate === 'late') late.unshift(next);
            if (fate === 'told' || fate === 'twice') feed.written([next]);
            if (fate === 'twice') feed.written([next]);
            if (place % 4 === 0) await Promise.resolve();
          }
          for (const one of late) feed.written([one]);
          feed.missed();
          await until(() => sent.length === fates.length, 2_000);
          expect(sent).toEqual(fates.map((_, place) => place + 1));
        },
      ),
      { numRuns: 100 },
    );
  });
});
