import { setTimeout as wait } from 'node:timers/promises';
import { openConnection } from '../bench/load/http-connection.ts';
import type { Attack, Attacking } from './attack.ts';
import { type BadBody, HEAVY_TEXTS } from './bodies.ts';
import { exchange } from './raw-exchange.ts';

export async function badTokens({ port, from, talk, count, repeat }: Attacking): Promise<void> {
  const [head = '', body = ''] = talk.token.split('.');
  const forged = [
    'x',
    `${head}.${body}.${'A'.repeat(43)}`,
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`,
    `${Buffer.from('{"alg":"HS256","kid":"../../etc"}').toString('base64url')}.${body}.${'B'.repeat(43)}`,
    talk.token.slice(0, -2),
    'A'.repeat(8_000),
  ];
  const path = `/v3/directline/conversations/${talk.conversationId}/activities`;
  const connections = await Promise.all(Array.from({ length: 32 }, () => openConnection(port, from)));
  await repeat(connections.length, async (number, worker) => {
    const token = number % 7 === 0 ? `${head}.${body}.${number}` : (forged[number % forged.length] ?? '');
    const answer = await connections[worker]?.send({
      method: 'POST',
      path,
      headers: `Authorization: Bearer ${token}\r\n`,
      body: '{"type":"message","text":"hi"}',
    });
    count(String(answer?.status));
  });
}

/** Sends each of some bodies in the attacker's own talk, each on a connection of its own. */
export function bodies(all: readonly BadBody[]): Attack['run'] {
  return async ({ port, from, count, repeat, message }) => {
    await repeat(16, async number => {
      const one = all[number % all.length];
      if (one) count(await exchange(port, from, message(one.body, one.headers)));
    });
  };
}

export async function badHeads({ port, from, count, repeat, talk }: Attacking): Promise<void> {
  const path = `/v3/directline/conversations/${talk.conversationId}/activities`;
  const many = Array.from({ length: 2_000 }, (_, number) => `X-${number}: a\r\n`).join('');
  const heads = [
    'GET\r\n\r\n',
    '\u0000\u0001\u0002\r\n\r\n',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a\r\n${many}\r\n`,
    'GET /%c0%ae%c0%ae/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /staff?a=%00&__proto__[x]=1 HTTP/1.1\r\nHost: a\r\nCookie: __proto__=1; staff=%zz\r\n\r\n',
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}`,
    `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}`,
    'GET /v3/directline/conversations/%ff/stream?t=%ff HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n',
    'GET //::: HTTP/1.1\r\nHost: ::\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: a\r\nOrigin: http://\u00ff\r\n\r\n',
  ];
  await repeat(16, async number => count(await exchange(port, from, heads[number % heads.length] ?? '')));
}

/** Texts as long as they may be, in as many talks as one address gets. */
export async function longTexts(attacking: Attacking): Promise<void> {
  const { port, from, count, repeat, message } = attacking;
  await repeat(4, async number => {
    const text = HEAVY_TEXTS[number % HEAVY_TEXTS.length];
    count(await exchange(port, from, message(JSON.stringify({ type: 'message', text })), 20_000));
    await wait(250);
  });
}
