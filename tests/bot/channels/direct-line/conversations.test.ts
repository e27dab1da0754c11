import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, send, start } from './call.ts';
import { SECRET, type StartedChannel, startChannel } from './start-channel.ts';

describe('Direct Line conversations', () => {
  let channel: StartedChannel;
  beforeEach(async () => {
    channel = await startChannel();
  });
  afterEach(() => channel.stop());

  const read = async (conversationId: string, bearer: string, watermark?: string) => {
    const query = watermark === undefined ? '' : `?watermark=${watermark}`;
    return call('GET', `${channel.url}/conversations/${conversationId}/activities${query}`, { bearer });
  };

  it('begin with 201, a token and a stream address, and greet in the locale asked for', async () => {
    const { status, body } = await call('POST', `${channel.url}/conversations`, {
      bearer: SECRET,
      body: { locale: 'fa', user: { id: 'dl_1' } },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ expires_in: 1800, referenceGrammarId: expect.any(String) });
    expect(body.streamUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/.+\/stream\?t=/);
    const { activities } = (await read(body.conversationId, body.token)).body;
    expect(activities.map(({ text, type }) => ({ text, type }))).toEqual([
      { text: 'welcome fa', type: 'message' },
    ]);
  });

  it('that have begun are answered with 200, and greet once', async () => {
    const generated = await call('POST', `${channel.url}/tokens/generate`, { bearer: SECRET });
    const { token, conversationId } = generated.body;
    const begin = () => call('POST', `${channel.url}/conversations`, { bearer: token, body: {} });
    expect([(await begin()).status, (await begin()).status]).toEqual([201, 200]);
    expect((await read(conversationId, token)).body.activities).toHaveLength(1);
  });

  it('are taken up again with a new token and a stream after the watermark', async () => {
    const { conversationId, token } = await start(channel.url, SECRET);
    const path = `${channel.url}/conversations/${conversationId}`;
    const { status, body } = await call('GET', `${path}?watermark=3`, { bearer: token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ conversationId, token: expect.any(String) });
    expect(body.streamUrl).toContain('&watermark=3');
    const live = await call('GET', `${path}?watermark=`, { bearer: token });
    expect(live.body.streamUrl).not.toContain('watermark');
  });

  it('that nobody knows are 404', async () => {
    const { status, body } = await call('GET', `${channel.url}/conversations/none?watermark=`, {
      bearer: SECRET,
    });
    expect({ status, code: body.error.code }).toEqual({ status: 404, code: 'NotFound' });
    expect((await read('none', SECRET)).status).toBe(404);
  });

  it('are read from the start, or after a watermark; a bad watermark counts as 0', async () => {
    const talk = await start(channel.url, SECRET);
    await send(channel.url, talk, 'one');
    await send(channel.url, talk, 'two');
    const all = (await read(talk.conversationId, talk.token)).body;
    expect(all.activities.map(({ text }) => text)).toEqual([
      'welcome nobody',
      'one',
      'echo: one',
      'two',
      'echo: two',
    ]);
    expect(all.watermark).toBe('5');
    const late = (await read(talk.conversationId, talk.token, '3')).body;
    expect(late.activities.map(({ text }) => text)).toEqual(['two', 'echo: two']);
    const none = (await read(talk.conversationId, talk.token, '5')).body;
    expect(none).toEqual({ activities: [], watermark: '5' });
    for (const bad of ['', '-1', 'x', '1e9', '99999999999999999999'])
      expect((await read(talk.conversationId, talk.token, bad)).body.activities).toHaveLength(5);
  });

  it('are never answered with 5xx where the log can not be read: one stops a polling client for good', async () => {
    let broken = false;
    await channel.stop();
    channel = await startChannel({
      wrapLog: log => ({
        ...log,
        read: (...given) => (broken ? Promise.reject(new Error('disk')) : log.read(...given)),
      }),
    });
    const talk = await start(channel.url, SECRET);
    broken = true;
    const { status, body } = await read(talk.conversationId, talk.token, '0');
    expect({ status, body }).toEqual({ status: 200, body: { activities: [], watermark: '0' } });
    broken = false;
    expect((await read(talk.conversationId, talk.token, body.watermark)).body.activities).toHaveLength(1);
  });

  it('are served to other sites by CORS: the origin echoed, credentials allowed, what clients ask in preflight', async () => {
    await channel.stop();
    channel = await startChannel({ origins: ['https://plan.example'] });
    const preflight = await call('OPTIONS', `${channel.url}/conversations`, {
      headers: {
        origin: 'https://plan.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'authorization,content-type,x-ms-bot-agent,x-requested-with',
    );
    const session = await call('GET', `${channel.url}/session/getsessionid`, {
      headers: { origin: 'https://plan.example' },
    });
    expect(session.body).toEqual({ sessionId: expect.any(String) });
    expect(session.headers.get('access-control-allow-origin')).toBe('https://plan.example');
    expect(session.headers.get('access-control-allow-credentials')).toBe('true');
    const evil = await call('GET', `${channel.url}/session/getsessionid`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
  });
});
