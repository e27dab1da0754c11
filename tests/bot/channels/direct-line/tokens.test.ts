import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, send, start } from './call.ts';
import { type ChannelSettings, SECRET, type StartedChannel, startChannel } from './start-channel.ts';

const SITE = 'https://plan.example';

describe('Direct Line tokens', () => {
  let channel: StartedChannel;
  const begin = async (settings?: ChannelSettings) => {
    await channel?.stop();
    channel = await startChannel(settings);
  };
  const generate = (body?: unknown) =>
    call('POST', `${channel.url}/tokens/generate`, { bearer: SECRET, ...(body ? { body } : {}) });
  beforeEach(() => begin());
  afterEach(() => channel.stop());

  it('are generated with the secret, live 30 minutes and name conversation and user', async () => {
    const { status, body } = await generate({ user: { id: 'dl_member', name: 'M' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 1800 });
    const { conv, user, exp, iat } = decodeJwt(body.token);
    expect({ conv, user }).toEqual({ conv: body.conversationId, user: 'dl_member' });
    expect(Number(exp) - Number(iat)).toBe(1800);
  });

  it('are generated without a body too', async () => {
    expect((await generate()).status).toBe(200);
  });

  it('are not generated for a token, a wrong secret or nobody', async () => {
    const { token } = (await generate()).body;
    for (const bearer of [token, `${SECRET}x`]) {
      const { status, body } = await call('POST', `${channel.url}/tokens/generate`, { bearer });
      expect({ status, code: body.error.code }).toEqual({ status: 403, code: 'Forbidden' });
    }
    expect((await call('POST', `${channel.url}/tokens/generate`)).status).toBe(403);
  });

  it('start no conversation and call no bot', async () => {
    const { conversationId, token } = (await generate()).body;
    expect(await channel.log.find(conversationId)).toBeNull();
    const { status } = await call('GET', `${channel.url}/conversations/${conversationId}`, { bearer: token });
    expect(status).toBe(404);
  });

  it('are refreshed to a new token of the same conversation and user', async () => {
    const { token, conversationId } = (await generate({ user: { id: 'dl_m' } })).body;
    channel.pass(600);
    const { status, body } = await call('POST', `${channel.url}/tokens/refresh`, { bearer: token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ conversationId, expires_in: 1800 });
    expect(body.token).not.toBe(token);
    expect(decodeJwt(body.token)).toMatchObject({ conv: conversationId, user: 'dl_m' });
  });

  it('are dead after half an hour: 403 TokenExpired, also for a refresh', async () => {
    const { token, conversationId } = await start(channel.url, SECRET);
    channel.pass(1801);
    const refreshed = await call('POST', `${channel.url}/tokens/refresh`, { bearer: token });
    const sent = await send(channel.url, { token, conversationId }, 'hello');
    for (const { status, body } of [refreshed, sent])
      expect({ status, code: body.error.code }).toEqual({ status: 403, code: 'TokenExpired' });
  });

  it('open one conversation and no other', async () => {
    const one = await start(channel.url, SECRET);
    const other = await start(channel.url, SECRET);
    const stolen = { conversationId: other.conversationId, token: one.token };
    expect((await send(channel.url, stolen, 'hello')).status).toBe(403);
    const path = `${channel.url}/conversations/${other.conversationId}`;
    expect((await call('GET', path, { bearer: one.token })).status).toBe(403);
    expect((await call('GET', `${path}/activities`, { bearer: one.token })).status).toBe(403);
  });

  it('that were tampered with are refused with 403, never 401', async () => {
    const { token, conversationId } = await start(channel.url, SECRET);
    const [head, claims] = token.split('.');
    for (const bearer of [`${head}.${claims}.${'A'.repeat(43)}`, 'nonsense', token.slice(0, -3)]) {
      expect((await send(channel.url, { conversationId, token: bearer }, 'hello')).status).toBe(403);
    }
  });

  it('made for some sites are refused on the pages of others, after a refresh too', async () => {
    await begin({ origins: [SITE, 'https://other.example'] });
    const { token } = (await generate({ trustedOrigins: [SITE] })).body;
    const from = (origin: string, bearer: string) =>
      call('POST', `${channel.url}/tokens/refresh`, { bearer, headers: { origin } });
    const refreshed = await from(SITE, token);
    expect(refreshed.status).toBe(200);
    expect((await from('https://other.example', token)).status).toBe(403);
    expect((await from('https://other.example', refreshed.body.token)).status).toBe(403);
  });

  it('are given to a page of our own and of listed sites without a secret, and to no other site', async () => {
    await begin({ origins: [SITE] });
    const from = (origin: string) => call('POST', `${channel.url}/tokens/page`, { headers: { origin } });
    expect((await from(SITE)).body).toMatchObject({ expires_in: 1800 });
    expect((await from(new URL(channel.url).origin)).status).toBe(200);
    expect((await from('https://evil.example')).status).toBe(403);
  });

  it('for pages are so many a minute from one address', async () => {
    await begin({ tokensPerMinute: 2 });
    const ask = () => call('POST', `${channel.url}/tokens/page`);
    await ask();
    await ask();
    const { status, headers, body } = await ask();
    expect({ status, code: body.error.code }).toEqual({ status: 429, code: 'TooManyRequests' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
