import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, call, send, start } from './call.ts';
import { listen, refusal } from './listen.ts';
import { SECRET, type StartedChannel, startChannel } from './start-channel.ts';

describe('Direct Line streams', () => {
  let channel: StartedChannel;
  let talk: Answer['body'];
  const address = async (watermark: string) =>
    (
      await call('GET', `${channel.url}/conversations/${talk.conversationId}?watermark=${watermark}`, {
        bearer: talk.token,
      })
    ).body.streamUrl;
  beforeEach(async () => {
    channel = await startChannel();
    talk = await start(channel.url, SECRET);
  });
  afterEach(() => channel.stop());

  it('replay the greeting on the first connect, then bring what is said', async () => {
    const stream = await listen(talk.streamUrl);
    await send(channel.url, talk, 'hello');
    await stream.heard(3);
    expect(stream.texts).toEqual(['welcome nobody', 'hello', 'echo: hello']);
  });

  it('send frames with activities and a watermark that is a string', async () => {
    const stream = await listen(talk.streamUrl);
    await stream.heard(1);
    expect(JSON.parse(stream.frames[0] ?? '')).toEqual({ activities: [expect.any(Object)], watermark: '1' });
  });

  it('replay all after the watermark of a reconnect, and nothing before it', async () => {
    await send(channel.url, talk, 'one');
    await send(channel.url, talk, 'two');
    const stream = await listen(await address('3'));
    await stream.heard(2);
    expect(stream.texts).toEqual(['two', 'echo: two']);
  });

  it('are live only where the watermark is empty', async () => {
    await send(channel.url, talk, 'before');
    const stream = await listen(await address(''));
    await send(channel.url, talk, 'after');
    await stream.heard(2);
    expect(stream.texts).toEqual(['after', 'echo: after']);
  });

  it('lose nothing and repeat nothing that is said while they connect', async () => {
    const texts = Array.from({ length: 30 }, (_, place) => `m${place}`);
    const sending = (async () => {
      for (const text of texts) await send(channel.url, talk, text);
    })();
    const streams = await Promise.all([listen(talk.streamUrl), listen(await address('1'))]);
    await sending;
    const [all, later] = await Promise.all(streams.map((stream, place) => stream.heard(61 - place)));
    expect(all?.map(({ id }) => id)).toEqual([...new Set(all?.map(({ id }) => id))].sort());
    expect(later).toHaveLength(60);
  });

  it('replay more than the log hands out at once', async () => {
    const read = channel.log.read;
    await channel.stop();
    channel = await startChannel({
      wrapLog: log => ({ ...log, read: (id, after) => log.read(id, after, 2) }),
    });
    expect(read).toBeDefined();
    talk = await start(channel.url, SECRET);
    for (const text of ['a', 'b', 'c']) await send(channel.url, talk, text);
    const stream = await listen(await address('0'));
    expect(await stream.heard(7)).toHaveLength(7);
  });

  it('take empty frames as a sign of life and answer nothing', async () => {
    const stream = await listen(await address(''));
    stream.socket.send('');
    await send(channel.url, talk, 'still here');
    await stream.heard(2);
    expect(stream.frames).toHaveLength(1);
  });

  it('are refused with 403 for a signature that is wrong, of another conversation, or a minute old', async () => {
    const other = await start(channel.url, SECRET);
    const swapped = talk.streamUrl.replace(talk.conversationId, other.conversationId);
    expect(await refusal(talk.streamUrl.replace(/t=[^&]+/, 't=x'))).toBe(403);
    expect(await refusal(talk.streamUrl.replace(/t=[^&]+/, `t=${talk.token}`))).toBe(403);
    expect(await refusal(swapped)).toBe(403);
    channel.pass(61);
    expect(await refusal(talk.streamUrl)).toBe(403);
  });

  it('stay open longer than the minute their address is good for', async () => {
    const stream = await listen(talk.streamUrl);
    channel.pass(3600);
    await channel.bot.take(
      {
        conversationId: talk.conversationId,
        channel: 'directline',
        form: 'web',
        messageId: null,
        text: 'late',
        attachments: false,
        locale: null,
        activity: { type: 'message' },
      },
      () => [],
    );
    await stream.heard(3);
    expect(stream.texts.at(-1)).toBe('echo: late');
  });

  it('of one conversation are five; the sixth closes the oldest, none of the others', async () => {
    const streams = [];
    for (let count = 0; count < 6; count++) streams.push(await listen(await address('')));
    expect(await streams[0]?.closed()).toBe(1008);
    await send(channel.url, talk, 'hello');
    for (const stream of streams.slice(1)) expect(await stream.heard(2)).toHaveLength(2);
  });

  it('drop a reader that does not read, which then loses nothing', async () => {
    const slow = await listen(talk.streamUrl);
    await slow.heard(1);
    slow.socket.pause();
    const large = 'x'.repeat(90_000);
    // Loopback sockets hold some megabytes themselves before anything waits in the server.
    for (let count = 0; count < 120 && channel.streams.open > 0; count++)
      await send(channel.url, talk, large);
    expect(channel.streams.open).toBe(0);
    const { activities } = (
      await call('GET', `${channel.url}/conversations/${talk.conversationId}/activities?watermark=1`, {
        bearer: talk.token,
      })
    ).body;
    expect(activities).toHaveLength(channel.bot.ran.length * 2);
  });

  it('tell clients to come back when the server drains, and take no new ones', async () => {
    const stream = await listen(talk.streamUrl);
    const next = await address('');
    channel.streams.drain();
    expect(await stream.closed()).toBe(1012);
    expect(await refusal(next)).toBe(503);
  });
});
