import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, call, send, start } from './call.ts';
import { SECRET, type StartedChannel, startChannel } from './start-channel.ts';

describe('Direct Line activities', () => {
  let channel: StartedChannel;
  let talk: Answer['body'];
  const read = async () =>
    (
      await call('GET', `${channel.url}/conversations/${talk.conversationId}/activities`, {
        bearer: talk.token,
      })
    ).body.activities;
  const post = (body: unknown, headers = {}) =>
    call('POST', `${channel.url}/conversations/${talk.conversationId}/activities`, {
      bearer: talk.token,
      body,
      headers,
    });
  beforeEach(async () => {
    channel = await startChannel();
    talk = await start(channel.url, SECRET, { user: { id: 'dl_member' } });
  });
  afterEach(() => channel.stop());

  it('are given an id, a time, a channel, roles, and replies the id they answer', async () => {
    const { status, body } = await send(channel.url, talk, 'hello');
    expect(status).toBe(200);
    const [, message, reply] = await read();
    expect(message).toMatchObject({
      id: body.id,
      channelId: 'directline',
      conversation: { id: talk.conversationId },
      from: { role: 'user' },
    });
    expect(Date.parse(String(message?.timestamp))).not.toBeNaN();
    expect(reply).toMatchObject({ replyToId: body.id, from: { role: 'bot' } });
    expect(message).not.toHaveProperty('replyToId');
  });

  it("are from the token's user, whoever the client says", async () => {
    await send(channel.url, talk, 'hello');
    expect((await read())[1]?.from.id).toBe('dl_member');
  });

  it('of the member are echoed with their channelData untouched', async () => {
    const channelData = {
      clientActivityID: 'c1',
      clientTimestamp: '2026-01-01T00:00:00Z',
      nested: { a: [1] },
    };
    await send(channel.url, talk, 'hello', channelData);
    expect((await read())[1]?.channelData).toEqual(channelData);
  });

  it('sent again with the same clientActivityID get the same id and do not run twice', async () => {
    const first = await send(channel.url, talk, 'hello', { clientActivityID: 'c1' });
    const again = await send(channel.url, talk, 'hello', { clientActivityID: 'c1' });
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id } });
    expect(channel.bot.ran).toHaveLength(1);
    expect(await read()).toHaveLength(3);
  });

  it('sent twice at the same moment with one clientActivityID run once', async () => {
    const twice = await Promise.all(
      [1, 2].map(() => send(channel.url, talk, 'hi', { clientActivityID: 'c2' })),
    );
    expect(new Set(twice.map(({ body }) => body.id)).size).toBe(1);
    expect(channel.bot.ran).toHaveLength(1);
  });

  it('of one conversation stay in order when many come at once', async () => {
    const texts = Array.from({ length: 20 }, (_, place) => `m${place}`);
    const answers = await Promise.all(texts.map(text => send(channel.url, talk, text)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const shown = (await read()).slice(1);
    expect(
      shown
        .filter(({ from }) => from.role === 'user')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(texts.sort());
    // Each message stands right before its reply.
    for (let place = 0; place < shown.length; place += 2)
      expect(shown[place + 1]).toMatchObject({ replyToId: shown[place]?.id });
  });

  it('of type typing and event are taken but not logged', async () => {
    for (const body of [{ type: 'typing' }, { type: 'event', name: 'webchat/join' }])
      expect(await post(body)).toMatchObject({ status: 200, body: { id: expect.any(String) } });
    expect(await read()).toHaveLength(1);
  });

  it('with feedback are recorded; feedback of another form is refused', async () => {
    const { id } = (await send(channel.url, talk, 'hello')).body;
    const good = {
      type: 'event',
      name: 'feedback',
      value: { replyId: id, helpful: false, reason: 'unclear' },
    };
    expect((await post(good)).status).toBe(200);
    const bad = { type: 'event', name: 'feedback', value: { helpful: 'yes' } };
    expect((await post(bad)).body.error.code).toBe('BadRequest');
  });

  it('of a type we do not know, without a type, or no JSON, are a 400 with code and message', async () => {
    const broken = await call('POST', `${channel.url}/conversations/${talk.conversationId}/activities`, {
      bearer: talk.token,
      headers: { 'content-type': 'application/json', 'content-length': '0' },
    });
    for (const { status, body } of [await post({ type: 'invoke' }), await post({ text: 'x' }), broken]) {
      expect(status).toBe(400);
      expect(body.error).toEqual({ code: expect.any(String), message: expect.any(String) });
    }
  });

  it('that are too large are 413', async () => {
    expect((await post({ type: 'message', text: 'x'.repeat(300_000) })).status).toBe(413);
  });

  it('with files are refused with 415, and the bot says so in the talk', async () => {
    const form = new FormData();
    form.append('file', new Blob(['picture']), 'card.png');
    const response = await fetch(
      `${channel.url}/conversations/${talk.conversationId}/upload?userId=dl_member`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${talk.token}` },
        body: form,
      },
    );
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: { code: 'UploadsNotAccepted' } });
    expect((await read()).at(-1)?.text).toBe('files are not taken');
  });

  it('that come too fast are 429 with the seconds to wait, which clients try again', async () => {
    await channel.stop();
    channel = await startChannel({ messagesPerMinute: 2 });
    talk = await start(channel.url, SECRET);
    await send(channel.url, talk, 'one');
    await send(channel.url, talk, 'two');
    const { status, headers } = await send(channel.url, talk, 'three');
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('that come too fast from one address are 429 too, in whatever talk', async () => {
    await channel.stop();
    channel = await startChannel({ messagesPerMinuteAndAddress: 2 });
    const said = [];
    for (let number = 0; number < 3; number++)
      said.push(await send(channel.url, await start(channel.url, SECRET), 'hello'));
    expect(said.map(({ status }) => status)).toEqual([200, 200, 429]);
  });

  it('that say they are too large are refused before they have come', async () => {
    const { hostname, port } = new URL(channel.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /v3/directline/conversations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{`,
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  it('that are compressed are not taken', async () => {
    expect((await post({ type: 'message', text: 'hi' }, { 'content-encoding': 'gzip' })).status).toBe(400);
  });
});
