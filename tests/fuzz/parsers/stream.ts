import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { call, start } from '../../bot/channels/direct-line/call.ts';
import { SECRET, type StartedChannel, startChannel } from '../../bot/channels/direct-line/start-channel.ts';
import { type Parser, promised } from '../parser.ts';

interface Talking {
  readonly channel: StartedChannel;
  readonly port: number;
  /** Path of a stream that is good for this run. */
  readonly path: string;
}

let talking: Promise<Talking> | null = null;

async function begin(): Promise<Talking> {
  const channel = await startChannel();
  const { streamUrl } = await start(channel.url, SECRET);
  const { port, pathname, search } = new URL(streamUrl);
  return { channel, port: Number(port), path: pathname + search };
}

async function close(): Promise<void> {
  const open = talking;
  talking = null;
  await (await open)?.channel.stop();
}

/** Asks for an upgrade, and gives the first bytes of the answer. */
async function upgrade(port: number, target: Uint8Array): Promise<{ socket: Socket; answer: string }> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    Buffer.concat([
      Buffer.from('GET '),
      target,
      Buffer.from(
        ' HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      ),
    ]),
  );
  const answer = await Promise.race([
    once(socket, 'data').then(([data]) => String(data)),
    once(socket, 'close').then(() => ''),
  ]);
  return { socket, answer };
}

const encode = (text: string) => new TextEncoder().encode(text);
/** A frame of a client: masked with zeros, so that its bytes stand in it as they are. */
const frame = (first: number, text: string) =>
  Uint8Array.from([first, 0x80 | text.length, 0, 0, 0, 0, ...encode(text)]);

/** What comes in by the streams of Direct Line, at a server of their own. */
export const STREAM_PARSERS: readonly Parser[] = [
  {
    name: 'stream: address',
    seeds: [
      '/v3/directline/conversations/c/stream?t=a.b.c&watermark=7',
      '/v3/directline/conversations/%E0%A4%A/stream',
      '/v3/directline/conversations/%2e%2e/stream?t=&t=',
      '//',
      'http://[',
      '*',
    ],
    long: false,
    run: async input => {
      talking ??= begin();
      const { port } = await talking;
      const target = Buffer.from(
        Buffer.from(input)
          .toString('latin1')
          .replace(/[\r\n]/g, ''),
        'latin1',
      );
      const { socket, answer } = await upgrade(port, target);
      socket.destroy();
      promised(!answer.startsWith('HTTP/1.1 101'), 'a stream was opened without a token');
      promised(
        /^(?:HTTP\/1\.1 4\d\d |$)/.test(answer),
        'an address that is not refused as the protocol has it',
      );
      return false;
    },
    close,
  },
  {
    name: 'stream: frames of a client',
    seeds: [
      frame(0x81, '{"type":"message","text":"hi"}'),
      frame(0x81, ''),
      frame(0x82, 'bytes'),
      frame(0x89, 'ping'),
      frame(0x88, '\u0003\u0003bye'),
      frame(0x01, 'first part'),
      Uint8Array.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4]),
    ],
    run: async input => {
      talking ??= begin();
      const { channel, port, path } = await talking;
      const { socket, answer } = await upgrade(port, encode(path));
      promised(answer.startsWith('HTTP/1.1 101'), 'a stream is no longer opened');
      socket.end(input);
      await Promise.race([once(socket, 'close'), once(socket.resume(), 'end')]);
      socket.destroy();
      const { status } = await call('GET', `${channel.url}/session/getsessionid`);
      promised(status === 200, 'the service no longer answers');
      return true;
    },
    close,
  },
];
