import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { SeenActivity } from './call.ts';

/** A socket on a stream that keeps what it hears. */
export interface Listening {
  readonly socket: WebSocket;
  readonly frames: readonly string[];
  readonly texts: readonly string[];
  /** Resolves when that many activities have come. */
  heard(count: number): Promise<readonly SeenActivity[]>;
  closed(): Promise<number>;
}

export async function listen(streamUrl: string): Promise<Listening> {
  const socket = new WebSocket(streamUrl);
  const frames: string[] = [];
  const activities: SeenActivity[] = [];
  const waiting = new Set<() => void>();
  let code: number | null = null;
  socket.on('message', data => {
    const frame = String(data);
    frames.push(frame);
    if (frame !== '') activities.push(...(JSON.parse(frame) as { activities: SeenActivity[] }).activities);
    for (const look of waiting) look();
  });
  socket.on('close', closing => {
    code = closing;
  });
  await once(socket, 'open');
  return {
    socket,
    frames,
    get texts() {
      return activities.map(({ text }) => text);
    },
    heard: count =>
      new Promise(resolve => {
        const look = () => {
          if (activities.length < count) return;
          waiting.delete(look);
          resolve(activities);
        };
        waiting.add(look);
        look();
      }),
    closed: async () => {
      if (code === null) await once(socket, 'close');
      return code ?? 0;
    },
  };
}

/** HTTP status a stream address is refused with. */
export async function refusal(streamUrl: string): Promise<number> {
  const socket = new WebSocket(streamUrl);
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => reject(new Error('the stream was opened')));
    socket.on('error', () => undefined);
  });
}
