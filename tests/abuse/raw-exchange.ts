import { connect, type Socket } from 'node:net';

/** What became of bytes that were sent: the status of the answer, or that there was none. */
export type Fate = `${number}` | 'closed' | 'no answer';

/** Connects from an address of this machine; null where the connection is refused. */
export async function connectFrom(port: number, from: string): Promise<Socket | null> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  socket.setNoDelay(true);
  return await new Promise(resolve => {
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', () => resolve(null));
  });
}

/** The first status a socket answers with within the time. */
export function fateOf(socket: Socket, waitMs: number): Promise<Fate> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve('no answer'), waitMs);
    const end = (fate: Fate) => {
      clearTimeout(timer);
      resolve(fate);
    };
    socket.once('data', chunk => {
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(chunk.toString('latin1'))?.[1]);
      end(Number.isNaN(status) ? 'closed' : `${status}`);
    });
    socket.once('close', () => end('closed'));
  });
}

/** Sends bytes on a connection of their own and reads what is answered first. */
export async function exchange(
  port: number,
  from: string,
  bytes: string | Uint8Array,
  waitMs = 5_000,
): Promise<Fate> {
  const socket = await connectFrom(port, from);
  if (!socket) return 'closed';
  const fate = fateOf(socket, waitMs);
  socket.write(bytes);
  const result = await fate;
  socket.destroy();
  return result;
}

/** A request's head and body as bytes; the length is the body's where the headers do not say otherwise. */
export function post(
  path: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Uint8Array {
  const bytes = Buffer.from(body);
  const all: Record<string, string> = {
    Host: '127.0.0.1',
    'Content-Type': 'application/json',
    'Content-Length': String(bytes.length),
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head.join('')}\r\n`), bytes]);
}
