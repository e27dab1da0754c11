import { WebSocket } from 'ws';
import { openConnection } from './http-connection.ts';

/** How the reply of a turn reaches the one who asked. */
export type Way = 'http' | 'websocket';

/** A member's talk with a bot under load. */
export interface Talk {
  /** Says something and waits until the reply is there. @throws where the bot refuses or answers something else */
  say(text: string): Promise<void>;
  close(): void;
}

/**
 * A talk with our bot by Direct Line. `http`: a turn is over when its POST is answered, that is when message and
 * reply are on disk. `websocket`: when besides the reply was read from the stream.
 * @param ports the process that takes the messages, and the one that holds the socket
 * @param localAddress address the member comes from; left out: the usual one
 */
export async function directLineTalk(
  ports: readonly [number, number],
  secret: string,
  name: string,
  way: Way,
  localAddress?: string,
): Promise<Talk> {
  const connection = await openConnection(ports[0], localAddress);
  const started = await connection.send({
    method: 'POST',
    path: '/v3/directline/conversations',
    headers: `Authorization: Bearer ${secret}\r\n`,
    body: '{"locale":"en"}',
  });
  if (started.status !== 201) throw new Error(`a talk was not started: ${started.status} ${started.body}`);
  const { conversationId, token, streamUrl } = JSON.parse(started.body) as {
    conversationId: string;
    token: string;
    streamUrl: string;
  }; // as the protocol says
  const stream = way === 'websocket' ? await openStream(streamUrl, ports[1], localAddress) : null;
  const headers = `Authorization: Bearer ${token}\r\n`;
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  let said = 0;
  return {
    say: async text => {
      const id = `${name}-${said++}`;
      const seen = stream?.replyTo(id);
      const body = JSON.stringify({ type: 'message', text, channelData: { clientActivityID: id } });
      const { status, body: answer } = await connection.send({ method: 'POST', path, headers, body });
      if (status !== 200) throw new Error(`a message was answered ${status}: ${answer.slice(0, 200)}`);
      await seen;
    },
    close: () => {
      connection.close();
      stream?.close();
    },
  };
}

/** A talk with the echo bot: the reply comes in the answer to the POST (`expectReplies`). */
export async function echoTalk(port: number, name: string): Promise<Talk> {
  const connection = await openConnection(port);
  let said = 0;
  return {
    say: async text => {
      const body = JSON.stringify({
        type: 'message',
        id: `${name}-${said++}`,
        text,
        deliveryMode: 'expectReplies',
        channelId: 'test',
        serviceUrl: 'http://127.0.0.1:1',
        conversation: { id: name },
        from: { id: name, name: '', role: 'user' },
        recipient: { id: 'bot', name: '' },
      });
      const answer = await connection.send({ method: 'POST', path: '/api/messages', body });
      if (answer.status !== 200 || !answer.body.includes('you said'))
        throw new Error(`the echo bot answered ${answer.status}: ${answer.body.slice(0, 200)}`);
    },
    close: () => connection.close(),
  };
}

async function openStream(streamUrl: string, port: number, localAddress?: string) {
  const url = new URL(streamUrl);
  url.port = String(port);
  const socket = new WebSocket(url, { perMessageDeflate: false, ...(localAddress ? { localAddress } : {}) });
  let awaited: { readonly id: string; resolve(): void; reject(error: Error): void } | null = null;
  socket.on('message', data => {
    const frame = String(data);
    // Message and reply come in one frame or the reply after it; parsing each would cost more than it tells.
    if (awaited && frame.includes('"replyToId"') && frame.includes(`"${awaited.id}"`)) {
      awaited.resolve();
      awaited = null;
    }
  });
  socket.on('close', code => awaited?.reject(new Error(`the stream was closed with ${code}`)));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    replyTo: (id: string) =>
      new Promise<void>((resolve, reject) => {
        awaited = { id, resolve, reject };
      }),
    close: () => {
      socket.removeAllListeners('close');
      socket.terminate();
    },
  };
}
