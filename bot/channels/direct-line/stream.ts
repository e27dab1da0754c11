import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FanOut } from '../../state/fan-out.ts';
import type { TranscriptLog } from '../../transcripts/transcript-log.ts';
import { sentActivity, watermarkNumber } from './activity-form.ts';
import { orderedFeed } from './ordered-feed.ts';
import type { Tokens } from './tokens.ts';

const PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
/** Sockets one conversation may hold: clients open a new one before they close the old. */
const MOST_SOCKETS = 5;
/** Bytes that may wait for a slow reader before it is dropped; it comes back with its watermark and loses nothing. */
const MOST_WAITING = 1_000_000;
const KEEP_ALIVE_MS = 30_000;
const LARGEST_FRAME = 16_384;

/** WebSocket streams of Direct Line: replay after the watermark, then what is written from now on. */
export interface Streams {
  /** Number of open sockets. */
  readonly open: number;
  /** Tells every socket to come back later (close code 1012) and takes no new ones. */
  drain(): void;
}

/** Parts the streams work with. */
export interface StreamParts {
  readonly tokens: Tokens;
  readonly log: TranscriptLog;
  readonly fanOut: FanOut;
  /** Sockets one address may hold; no limit by default. */
  readonly perAddress?: {
    readonly most: number;
    /** Address of the client; null for one without a limit. */
    readonly addressOf: (request: IncomingMessage) => string | null;
    readonly onRefused: () => void;
  };
}

/** Takes the upgrade requests of an HTTP server. */
export function directLineStreams(server: Server, parts: StreamParts): Streams {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
  });
  const byConversation = new Map<string, Set<WebSocket>>();
  const ofAddress = new Map<string, number>();
  let draining = false;

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    accept(request, socket, head).catch(() => refuse(socket, '403 Forbidden'));
  });

  const beat = setInterval(() => {
    for (const socket of sockets.clients) if (socket.readyState === socket.OPEN) socket.send('');
  }, KEEP_ALIVE_MS);
  beat.unref();
  server.on('close', () => clearInterval(beat));

  return {
    get open() {
      return sockets.clients.size;
    },
    drain: () => {
      draining = true;
      for (const socket of sockets.clients) socket.close(1012, 'come back');
    },
  };

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const id = PATH.exec(url.pathname)?.[1];
    if (id === undefined) return refuse(socket, '404 Not Found');
    if (draining) return refuse(socket, '503 Service Unavailable');
    const conversationId = decodeURIComponent(id);
    if ((await parts.tokens.verifyStream(url.searchParams.get('t') ?? '')) !== conversationId)
      return refuse(socket, '403 Forbidden');
    const watermark = url.searchParams.get('watermark');
    if (!countAddress(request, socket)) return refuse(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, opened => {
      serve(
        opened,
        conversationId,
        watermark === null || watermark === '' ? null : watermarkNumber(watermark),
      );
    });
  }

  function serve(socket: WebSocket, conversationId: string, watermark: number | null): void {
    hold(conversationId, socket);
    const feed = orderedFeed({
      read: after => parts.log.read(conversationId, after),
      deliver: (activities, last) => {
        if (socket.readyState !== socket.OPEN) return false;
        socket.send(
          JSON.stringify({
            activities: activities.map(one => sentActivity(conversationId, one)),
            watermark: String(last),
          }),
        );
        if (socket.bufferedAmount > MOST_WAITING) socket.terminate();
        return true;
      },
    });
    // Subscribed before the log is read, so that nothing written in between is missed; numbers keep it from coming twice.
    const subscription = parts.fanOut.subscribe(conversationId, feed);
    socket.on('close', () => {
      subscription.end();
      release(conversationId, socket);
    });
    socket.on('error', () => socket.terminate());
    const begin = async () => {
      await subscription.inEffect;
      await feed.begin(watermark ?? (await parts.log.find(conversationId))?.lastNumber ?? 0);
    };
    begin().catch(() => socket.close(1011, 'log not readable'));
  }

  /** Counts the socket as one of its address until it closes; false where that has enough. */
  function countAddress(request: IncomingMessage, socket: Duplex): boolean {
    // Who has gone meanwhile will not close again, and would be counted for good.
    if (!parts.perAddress || socket.destroyed) return true;
    const address = parts.perAddress.addressOf(request);
    if (address === null) return true;
    const held = ofAddress.get(address) ?? 0;
    if (held >= parts.perAddress.most) {
      parts.perAddress.onRefused();
      return false;
    }
    ofAddress.set(address, held + 1);
    socket.once('close', () => {
      const left = (ofAddress.get(address) ?? 1) - 1;
      if (left > 0) ofAddress.set(address, left);
      else ofAddress.delete(address);
    });
    return true;
  }

  function hold(conversationId: string, socket: WebSocket): void {
    const held = byConversation.get(conversationId) ?? new Set();
    held.add(socket);
    byConversation.set(conversationId, held);
    const [oldest] = held;
    if (held.size > MOST_SOCKETS && oldest) {
      release(conversationId, oldest);
      oldest.close(1008, 'too many connections');
    }
  }

  function release(conversationId: string, socket: WebSocket): void {
    const held = byConversation.get(conversationId);
    held?.delete(socket);
    if (held?.size === 0) byConversation.delete(conversationId);
  }
}

function refuse(socket: Duplex, status: string): void {
  // Who never closes its own side must not keep the connection half open.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
