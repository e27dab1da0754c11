import { createRequire } from 'node:module';
import type { Activity, DirectLine, DirectLineOptions, Message } from 'botframework-directlinejs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { call } from '../bot/channels/direct-line/call.ts';
import { SECRET, type StartedChannel, startChannel } from '../bot/channels/direct-line/start-channel.ts';

const require = createRequire(import.meta.url);
/** Value of `ConnectionStatus.Online` and others, an enum of the client. */
const STATUS = { online: 2, expired: 3, ended: 5 } as const;

/** What the official client saw. */
interface Seen {
  readonly client: DirectLine;
  readonly activities: Activity[];
  readonly statuses: number[];
  readonly errors: unknown[];
  texts(): readonly (string | undefined)[];
}

describe.each([
  { name: 'WebSocket', webSocket: true },
  { name: 'polling', webSocket: false },
])('botframework-directlinejs 0.15.8 by $name', ({ webSocket }) => {
  let channel: StartedChannel;
  let Client: new (options: DirectLineOptions) => DirectLine;
  let seen: Seen | null = null;
  beforeAll(async () => {
    // What a browser has and Node 20 has not.
    Object.assign(globalThis, { XMLHttpRequest: require('xhr2'), WebSocket });
    ({ DirectLine: Client } = require('botframework-directlinejs'));
    channel = await startChannel();
  });
  afterEach(() => {
    seen?.client.end();
    seen = null;
  });
  afterAll(() => channel.stop());

  const connect = (options: DirectLineOptions): Seen => {
    const client = new Client({ domain: channel.url, webSocket, pollingInterval: 200, ...options });
    const made: Seen = {
      client,
      activities: [],
      statuses: [],
      errors: [],
      texts: () => made.activities.map(activity => (activity as Message).text),
    };
    client.connectionStatus$.subscribe(status => made.statuses.push(status));
    client.activity$.subscribe(
      activity => made.activities.push(activity),
      error => made.errors.push(error),
    );
    seen = made;
    return made;
  };
  const post = (client: DirectLine, text: string, channelData?: unknown) =>
    new Promise<string>((resolve, reject) => {
      client
        .postActivity({
          type: 'message',
          text,
          from: { id: 'me' },
          ...(channelData ? { channelData } : {}),
        } as Message)
        .subscribe(resolve, reject);
    });
  const token = async () => (await call('POST', `${channel.url}/tokens/generate`, { bearer: SECRET })).body;

  it('gets the greeting, the echo of its own message with channelData, and the reply', async () => {
    const { client, activities, texts, errors } = connect({ token: (await token()).token });
    await expect.poll(() => activities.length, { timeout: 5_000 }).toBe(1);
    const id = await post(client, 'hello', { clientActivityID: 'c1' });
    await expect.poll(() => activities.length, { timeout: 5_000 }).toBe(3);
    expect(texts()).toEqual(['welcome nobody', 'hello', 'echo: hello']);
    expect(activities[1]).toMatchObject({ id, channelData: { clientActivityID: 'c1' } });
    expect(errors).toEqual([]);
  });

  it('works with the secret too', async () => {
    const { client, activities } = connect({ secret: SECRET });
    await expect.poll(() => activities.length, { timeout: 5_000 }).toBe(1);
    await post(client, 'hello');
    await expect.poll(() => activities.length, { timeout: 5_000 }).toBe(3);
  });

  it('goes on with a conversation by id, token and watermark, and gets what came after it', async () => {
    const first = connect({ token: (await token()).token });
    await expect.poll(() => first.activities.length, { timeout: 5_000 }).toBe(1);
    await post(first.client, 'one');
    await expect.poll(() => first.activities.length, { timeout: 5_000 }).toBe(3);
    const { conversationId, token: known } = await new Promise<{ conversationId: string; token: string }>(
      resolve => resolve(first.client as unknown as { conversationId: string; token: string }),
    );
    first.client.end();
    const bearer = { bearer: known, body: { type: 'message', text: 'meanwhile' } };
    await call('POST', `${channel.url}/conversations/${conversationId}/activities`, bearer);
    const again = connect({ token: known, conversationId, watermark: '3' });
    await expect.poll(() => again.activities.length, { timeout: 5_000 }).toBe(2);
    expect(again.texts()).toEqual(['meanwhile', 'echo: meanwhile']);
  });

  it('sees a conversation that is gone as ended', async () => {
    const { client, statuses } = connect({ token: (await token()).token, conversationId: 'none' });
    await expect.poll(() => statuses.some(status => status >= STATUS.expired), { timeout: 5_000 }).toBe(true);
    client.end();
  });

  it('gives "retry" for a message that came too fast, as the client does for 429', async () => {
    const slow = await startChannel({ messagesPerMinute: 1 });
    try {
      const { client, activities } = connect({ secret: SECRET, domain: slow.url });
      await expect.poll(() => activities.length, { timeout: 5_000 }).toBe(1);
      await post(client, 'one');
      expect(await post(client, 'two')).toBe('retry');
    } finally {
      seen?.client.end();
      await slow.stop();
    }
  });
});
