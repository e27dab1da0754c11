import { connect, type Socket } from 'node:net';

/** One keep-alive connection that sends one request at a time: little more than the bytes, so that it costs little. */
export interface HttpConnection {
  /**
   * Sends a request and reads its answer.
   * @throws where the connection breaks or the answer can't be read
   */
  send(request: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers?: string;
    readonly body?: string;
  }): Promise<HttpAnswer>;
  close(): void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Connects to a server of this machine. @param localAddress address it comes from; left out: the usual one */
export async function openConnection(port: number, localAddress?: string): Promise<HttpConnection> {
  const socket = connect({ port, host: '127.0.0.1', ...(localAddress ? { localAddress } : {}) });
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let received = Buffer.alloc(0);
  let pending: { resolve(answer: HttpAnswer): void; reject(error: Error): void } | null = null;
  const fail = (error: Error) => {
    pending?.reject(error);
    pending = null;
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection was closed')));
  socket.on('data', chunk => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = wholeAnswer(received);
    if (!answer) return;
    received = Buffer.alloc(0);
    const waiting = pending;
    pending = null;
    waiting?.resolve(answer);
  });
  return {
    send: ({ method, path, headers = '', body = '' }) =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject };
        socket.write(
          `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
            `Content-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`,
        );
      }),
    close: () => endSocket(socket),
  };
}

/** The answer, once all bytes of it are there. Answers of this service always tell their length. */
function wholeAnswer(bytes: Buffer): HttpAnswer | null {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`an answer without a length: ${head.slice(0, 80)}`);
  const end = headEnd + HEAD_END.length + length;
  if (bytes.length < end) return null;
  return { status: Number(head.slice(9, 12)), body: bytes.toString('utf8', headEnd + HEAD_END.length, end) };
}

function endSocket(socket: Socket): void {
  socket.removeAllListeners('close');
  socket.destroy();
}
