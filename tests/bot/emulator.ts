import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a Bot Framework emulator does: posts activities to the bot and takes its replies at a service URL of its own. */
export interface Emulator {
  /** Number of activities the bot has sent so far. */
  heard(): number;
  /** Posts an activity and waits for the bot's answer to the request. */
  post(activity: Record<string, unknown>): Promise<{ readonly status: number; readonly body: string }>;
  /** Sends a message and returns the replies that came in before the request was answered. */
  say(text: string, id?: string): Promise<readonly Record<string, unknown>[]>;
  readonly conversationId: string;
  close(): Promise<void>;
}

/** Starts an emulator for a bot. */
export async function startEmulator(botUrl: string): Promise<Emulator> {
  const received: Record<string, unknown>[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      if (request.method === 'POST' && /\/v3\/conversations\/[^/]+\/activities/.test(request.url ?? ''))
        received.push(JSON.parse(body));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ id: randomUUID() }));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has such an address
  const conversationId = randomUUID();
  const post = async (activity: Record<string, unknown>) => {
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        channelId: 'emulator',
        serviceUrl,
        conversation: { id: conversationId },
        from: { id: 'user-1', name: 'User' },
        recipient: { id: 'bot', name: 'Bot' },
        ...activity,
      }),
    });
    return { status: response.status, body: await response.text() };
  };
  return {
    conversationId,
    post,
    heard: () => received.length,
    say: async (text, id = randomUUID()) => {
      const before = received.length;
      const { status, body } = await post({ type: 'message', id, text, textFormat: 'plain' });
      if (status !== 200 && status !== 201 && status !== 202)
        throw new Error(`the bot answered ${status}: ${body}`);
      return received.slice(before).filter(({ type }) => type === 'message');
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
