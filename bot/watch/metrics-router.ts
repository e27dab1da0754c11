import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import { AppError } from '../app-error.ts';
import type { Metrics } from './metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

/**
 * `GET /metrics`. With a token: for who sends it. Without: on a port of its own for anyone who reaches that port; on
 * the port members use only for callers on this machine that no proxy speaks for. Everybody else finds nothing there.
 */
export function metricsRouter(
  metrics: Metrics,
  access: { readonly token: string | undefined; readonly ownPort: boolean },
): Router {
  const router = express.Router();
  router.get('/metrics', async (request, response) => {
    const allowed =
      access.token === undefined ? access.ownPort || isLocal(request) : holds(request, access.token);
    if (!allowed) throw new AppError('NotFound', 'there is nothing at this address');
    const { contentType, body } = await metrics.text();
    response.setHeader('Content-Type', contentType);
    response.setHeader('Cache-Control', 'no-store');
    response.end(body);
  });
  return router;
}

function isLocal({ socket, headers }: Request): boolean {
  return (
    LOOPBACK.has(socket.remoteAddress ?? '') &&
    // A page in a browser of this machine could be pointed here under another name.
    LOCAL_HOST.test(headers.host ?? '') &&
    !FORWARDED.some(name => name in headers)
  );
}

function holds({ headers }: Request, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
