import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, type RunningPostgres, startPostgres } from '../servers/start-postgres.ts';
import { hasRedis, type RunningRedis, startRedis } from '../servers/start-redis.ts';
import { until } from '../servers/until.ts';
import { type Answer, call, send, start } from './channels/direct-line/call.ts';
import { listen } from './channels/direct-line/listen.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const SECRET = 's'.repeat(40);
const DANGER = 'i have chest pain and cant breathe';
const missing = !(hasRedis() && hasPostgres()) && !process.env['CI'];
if (missing)
  process.stderr.write('what works when parts are gone: not run, Redis or PostgreSQL is not here\n');

describe.skipIf(missing)('two processes on one Redis and one PostgreSQL', () => {
  let redis: RunningRedis;
  let postgres: RunningPostgres;
  let bots: readonly RunningBot[] = [];
  let [here, there] = ['', ''];
  const startOne = () =>
    startBot({
      env: {
        REDIS_URL: redis.url,
        DATABASE_URL: postgres.url,
        DIRECT_LINE_SECRET: SECRET,
        DIRECT_LINE_KEYS: 'k'.repeat(40),
      },
    });
  beforeAll(async () => {
    [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    bots = [await startOne(), await startOne()];
    [here = '', there = ''] = bots.map(({ url }) => `${url}/v3/directline`);
  });
  afterAll(async () => {
    await Promise.all(bots.map(bot => bot.kill()));
    for (const bot of bots) bot.clean();
    await Promise.all([redis?.stop(), postgres?.stop()]);
  });

  type Talk = Pick<Answer['body'], 'conversationId' | 'token'>;
  /** A stream of the talk at one process, with all that was said so far. */
  const streamAt = async (url: string, { conversationId, token }: Talk) =>
    await listen(
      (await call('GET', `${url}/conversations/${conversationId}?watermark=0`, { bearer: token })).body
        .streamUrl,
    );
  const said = async (url: string, { conversationId, token }: Talk) =>
    (await call('GET', `${url}/conversations/${conversationId}/activities`, { bearer: token })).body
      .activities;
  /** Sends again and again, as clients do, until it was taken. */
  const sendUntilTaken = async (url: string, talk: Talk, text: string, clientActivityID: string) => {
    await until(async () => (await send(url, talk, text, { clientActivityID })).status === 200, 30_000);
  };

  it('bring a reply made in one to a stream held by the other', async () => {
    const talk = await start(here, SECRET);
    const stream = await streamAt(there, talk);
    await stream.heard(1);
    await send(here, talk, 'do you sell my info?');
    await stream.heard(3);
    expect(stream.texts[1]).toBe('do you sell my info?');
    expect(await said(there, talk)).toHaveLength(3);
  });

  it('answer once a message that comes to both at the same time', async () => {
    const talk = await start(here, SECRET);
    const id = { clientActivityID: randomUUID() };
    const both = await Promise.all([send(here, talk, 'hello', id), send(there, talk, 'hello', id)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0].body.id).toBe(both[1].body.id);
    expect(await said(here, talk)).toHaveLength(3);
  });

  it('go on without Redis: answered, in order, and the other stream hears of it through the log', async () => {
    const talk = await start(here, SECRET);
    const stream = await streamAt(there, talk);
    await stream.heard(1);
    await redis.kill();
    const texts = ['hello', 'i have l.a. care covered', 'is my claim paid'];
    for (const text of texts) await sendUntilTaken(here, talk, text, randomUUID());
    await stream.heard(7);
    expect(stream.texts.filter((_, place) => place % 2 === 1)).toEqual(texts);
    await redis.start();
    for (const { url } of bots)
      await until(async () => (await call('GET', `${url}/readyz`)).body['status'] === 'ready', 20_000);
  });

  it('without PostgreSQL acknowledge nothing, but give 911 or the phone lines at once; what is sent again is answered once', async () => {
    const talk = await start(here, SECRET);
    const stream = await streamAt(there, talk);
    await stream.heard(1);
    await postgres.kill();
    const [danger, question] = [randomUUID(), randomUUID()];
    const card = await send(here, talk, DANGER, { clientActivityID: danger });
    const lines = await send(here, talk, 'how do i renew', { clientActivityID: question });
    await send(here, talk, DANGER, { clientActivityID: danger });
    expect([card.status, lines.status]).toEqual([503, 503]);
    expect(Number(card.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(card.body.activities[0]?.text).toMatch(/Call 911/);
    expect(lines.body.activities[0]?.text).toMatch(/1-888-839-9909 \(TTY 711\)/);
    await until(() => stream.texts.length >= 3);
    expect(stream.texts[1]).toMatch(/Call 911/);
    // Official clients give up after a 5xx here, and try again after a 429.
    expect((await call('POST', `${here}/conversations`, { bearer: SECRET, body: {} })).status).toBe(429);
    const asked = await call('GET', `${here}/conversations/${talk.conversationId}/activities`, {
      bearer: talk.token,
    });
    expect(asked).toMatchObject({ status: 200, body: { activities: [] } });

    await postgres.start();
    await sendUntilTaken(here, talk, DANGER, danger);
    await sendUntilTaken(there, talk, 'how do i renew', question);
    await sendUntilTaken(there, talk, DANGER, danger);
    const all = await said(here, talk);
    expect(all.filter(({ from }) => from.role === 'user').map(({ text }) => text)).toEqual([
      DANGER,
      'how do i renew',
    ]);
    expect(all).toHaveLength(5);
  });

  it('that start before the database wait for it, and meanwhile listen', async () => {
    await postgres.kill();
    const early = await startOne();
    try {
      const url = `${early.url}/v3/directline`;
      await until(async () => (await call('POST', `${url}/tokens/page`)).status === 200, 30_000);
      expect((await call('POST', `${url}/conversations`, { bearer: SECRET, body: {} })).status).toBe(429);
      await postgres.start();
      await until(
        async () => (await call('POST', `${url}/conversations`, { bearer: SECRET, body: {} })).status === 201,
        30_000,
      );
    } finally {
      await early.kill();
      early.clean();
    }
  });

  it('asked to end send their streams elsewhere, finish what they do, and end', async () => {
    const talk = await start(here, SECRET);
    // The other process may take the database for gone a moment longer.
    await sendUntilTaken(there, talk, 'hi', 'first');
    const stream = await streamAt(there, talk);
    await stream.heard(3);
    const last = send(there, talk, 'hello', { clientActivityID: 'last' });
    await stream.heard(5);
    const code = bots[1]?.stop();
    expect(await stream.closed()).toBe(1012);
    expect((await last).status).toBe(200);
    expect(await code).toBe(0);
    expect(await said(here, talk)).toHaveLength(5);
  });
});
