import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../../../bot/app.ts';
import { botFrameworkChannel } from '../../../bot/channels/botframework/bot-framework-channel.ts';
import { directoryPhones } from '../../../bot/turn/directory-phones.ts';
import { createMasker } from '../../../bot/turn/masking/masker.ts';
import type { Inbound, TurnOutcome } from '../../../bot/turn/take-turn.ts';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { type Parser, promised } from '../parser.ts';

const masker = createMasker({ phones: directoryPhones(loadDirectory()) });
const IDENTIFIER = /\b\d{3}-\d{2}-\d{4}\b/;
/** Where a reply goes, as the channel itself said it. */
const ROUTING = ['conversation', 'from', 'recipient', 'replyToId', 'serviceUrl', 'channelId'];

const taken: Inbound[] = [];
let failed = 0;
let server: Server | null = null;

/** The channel behind the whole application, with a bot that echoes what is left of a text after masking. */
async function address(): Promise<string> {
  if (!server) {
    const logger = pino({ level: 'silent' });
    const channel = botFrameworkChannel({
      registration: { appId: undefined, appPassword: undefined, appType: 'MultiTenant', tenantId: undefined },
      turns: {
        begin: () => Promise.reject(new Error('nothing is begun here')),
        take: async inbound => {
          taken.push(inbound);
          const activity = { type: 'message', text: masker.mask(inbound.text).text };
          // Of an outcome only the activities of the replies are read.
          return { replies: [{ activity }] } as unknown as TurnOutcome;
        },
      },
      greeter: { greeting: locale => [{ type: 'message', text: `welcome ${locale}` }] },
      items: { read: async () => ({}), write: async () => {}, delete: async () => {} },
      replyUnstored: async () => {
        failed++;
        return { activities: [], danger: false };
      },
      logger,
    });
    server = createServer(createApp({ routers: [channel], logger }));
    const listening = server;
    await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve));
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`; // it listens on TCP
}

/** A body whose replies are wanted in the answer: no input says where the bot has to call. */
function withRepliesInAnswer(input: Uint8Array): Buffer<ArrayBuffer> | string {
  try {
    const body: unknown = JSON.parse(Buffer.from(input).toString());
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return Buffer.from(input);
    return JSON.stringify({ ...body, deliveryMode: 'expectReplies' });
  } catch {
    return Buffer.from(input);
  }
}

const seed = (more: object) =>
  JSON.stringify({
    type: 'message',
    id: '1',
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:9',
    conversation: { id: 'c' },
    from: { id: 'user-1', name: '123-45-6789' },
    recipient: { id: 'bot' },
    ...more,
  });

/** What Bot Framework channels send. */
export const BOT_FRAMEWORK_PARSERS: readonly Parser[] = [
  {
    name: 'Bot Framework: activity',
    seeds: [
      seed({ text: 'my ssn is 123-45-6789', locale: 'es-US', timestamp: '2026-11-24T18:00:00Z' }),
      seed({
        text: 'hi',
        attachments: [{ contentType: 'text/html', content: '123-45-6789' }],
        entities: [{}],
      }),
      seed({ text: null, locale: '123-45-6789', channelData: { text: '123-45-6789' }, value: [] }),
      seed({ type: 'conversationUpdate', membersAdded: [{ id: 'user-1' }, { id: 'bot' }] }),
      seed({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute' } } }),
      seed({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' }),
      seed({ type: 'event', name: 'tokens/response', value: { '123-45-6789': 1 } }),
    ],
    run: async input => {
      [taken.length, failed] = [0, 0];
      const response = await fetch(await address(), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: withRepliesInAnswer(input),
      });
      const answer = await response.text();
      promised(
        response.status < 500 || response.status === 501,
        'a body that is answered as our own failure',
      );
      promised(failed === 0, 'a turn failed over a body');
      if (response.status !== 200) {
        promised(response.status === 501 || 'error' in JSON.parse(answer), 'a refusal that says nothing');
        return false;
      }
      for (const { activity, locale } of taken)
        promised(!IDENTIFIER.test(JSON.stringify([activity, locale])), 'an identifier gets into the log');
      const { activities } = JSON.parse(answer) as { activities: readonly Record<string, unknown>[] };
      for (const activity of activities) {
        const said = Object.entries(activity).filter(([key]) => !ROUTING.includes(key));
        promised(!IDENTIFIER.test(JSON.stringify(said)), 'an identifier comes out');
      }
      return true;
    },
    close: async () => {
      const closing = server;
      server = null;
      closing?.closeAllConnections();
      if (closing) await new Promise(resolve => closing.close(resolve));
    },
  },
];
