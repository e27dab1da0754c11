import { createServer, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { directLineStreams, type StreamParts } from '../../../../bot/channels/direct-line/stream.ts';
import { localFanOut } from '../../../../bot/state/fan-out.ts';

it('a client that has gone before its token was checked is not counted as one of its address', async () => {
  let refused = 0;
  const server = createServer();
  directLineStreams(server, {
    // Nothing else of them is asked for an upgrade.
    tokens: { verifyStream: async () => 'c' } as unknown as StreamParts['tokens'],
    log: {} as StreamParts['log'],
    fanOut: localFanOut(),
    perAddress: { most: 1, addressOf: () => '203.0.113.7', onRefused: () => refused++ },
  });
  for (const _ of [1, 2]) {
    const socket = new Socket();
    const request = new IncomingMessage(socket);
    request.url = '/v3/directline/conversations/c/stream?t=good';
    // Gone already while its address is read.
    socket.destroy();
    await setImmediate();
    server.emit('upgrade', request, socket, Buffer.alloc(0));
    await setImmediate();
  }
  expect(refused).toBe(0);
});
