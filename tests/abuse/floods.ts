import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Attacking } from './attack.ts';
import { connectFrom, exchange, fateOf, post } from './raw-exchange.ts';

export async function floodOfMessages(attacking: Attacking): Promise<void> {
  const body = JSON.stringify({ type: 'message', text: 'How do I renew Medi-Cal?' });
  await floodOf(attacking, attacking.message(body));
}

/** One request again and again on connections that stay open. */
export async function floodOf({ port, from, count, repeat }: Attacking, request: Uint8Array): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: 32 }, () => connectFrom(port, from)));
  await repeat(sockets.length, async (_, worker) => {
    let socket = sockets[worker];
    if (!socket || socket.destroyed) {
      socket = await connectFrom(port, from);
      sockets[worker] = socket;
    }
    if (!socket) {
      count('closed');
      return;
    }
    const fate = fateOf(socket, 5_000);
    socket.write(request);
    count(await fate);
  });
}

/** More connections than one address may hold, held as long as the bot holds them. */
export async function floodOfConnections({ port, from, end, count, repeat }: Attacking): Promise<void> {
  const held = new Set<unknown>();
  await repeat(64, async () => {
    const socket = await connectFrom(port, from);
    if (!socket) {
      count('refused');
      return;
    }
    held.add(socket);
    const gone = () => {
      if (held.delete(socket)) count('closed');
    };
    socket.once('close', gone);
    socket.resume();
    await wait(2);
  });
  while (held.size > 0 && performance.now() < end) await wait(100);
  if (held.size > 0) count(`${Math.ceil(held.size / 100) * 100} or fewer still open at the end`);
}

/** Streams with tokens that open nothing, and more than enough with one that does. */
export async function floodOfSockets({ port, from, talk, count, repeat }: Attacking): Promise<void> {
  const path = new URL(talk.streamUrl);
  await repeat(64, async number => {
    const url = `ws://127.0.0.1:${port}${path.pathname}${number % 3 === 0 ? path.search : `?t=${number}`}`;
    const socket = new WebSocket(url, { localAddress: from, handshakeTimeout: 5_000 });
    count(
      await new Promise<string>(resolve => {
        socket.once('open', () => resolve('opened'));
        socket.once('error', error => resolve(/\d{3}/.exec(error.message)?.[0] ?? 'closed'));
      }),
    );
    if (number % 2 === 0) socket.terminate();
  });
}

/** Frames without end on one stream: small ones, pings, and one that is too long. */
export async function floodOfFrames({ port, from, talk, count, repeat }: Attacking): Promise<void> {
  const path = new URL(talk.streamUrl);
  await repeat(4, async number => {
    const url = `ws://127.0.0.1:${port}${path.pathname}${path.search}`;
    const socket = new WebSocket(url, { localAddress: from, handshakeTimeout: 5_000 });
    const closed = new Promise<string>(resolve => {
      socket.once('close', code => resolve(`closed with ${code}`));
      socket.once('error', () => resolve('closed'));
    });
    await Promise.race([new Promise(resolve => socket.once('open', resolve)), closed]);
    for (let round = 0; round < 200 && socket.readyState === socket.OPEN; round++) {
      for (let frame = 0; frame < 200; frame++) socket.send('{"type":"message","text":"hi"}');
      for (let frame = 0; frame < 50; frame++) socket.ping('a'.repeat(100));
      await wait(5);
    }
    if (number % 2 === 0 && socket.readyState === socket.OPEN) socket.send('a'.repeat(100_000));
    count(await Promise.race([closed, wait(2_000, 'open')]));
    socket.terminate();
  });
}

/** Guesses at the console's door, with the form's own token. */
export async function floodOfSignIns({ port, from, count, repeat }: Attacking): Promise<void> {
  const { cookie, token } = await signInForm(port);
  const form = `form-token=${encodeURIComponent(token)}&name=admin&password=guess-guess-guess&code=123456`;
  const request = post('/staff/sign-in', form, {
    'Content-Type': 'application/x-www-form-urlencoded',
    Cookie: cookie,
    Connection: 'close',
  });
  await repeat(16, async () => count(await exchange(port, from, request, 20_000)));
}

async function signInForm(port: number): Promise<{ readonly cookie: string; readonly token: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/staff/sign-in`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const token = /name="form-token" value="([^"]*)"/.exec(await answer.text())?.[1] ?? '';
  if (cookie === '' || token === '') throw new Error('the sign-in page has no form token');
  return { cookie, token };
}
