import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import { AppError } from '../app-error.ts';
import { isLocalCaller } from '../edge/local-caller.ts';
import type { Metrics } from './metrics.ts';

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
      access.token === undefined ? access.ownPort || isLocalCaller(request) : holds(request, access.token);
    if (!allowed) throw new AppError('NotFound', 'there is nothing at this address');
    const { contentType, body } = await metrics.text();
    response.setHeader('Content-Type', contentType);
    response.setHeader('Cache-Control', 'no-store');
    response.end(body);
  });
  return router;
}

function holds({ headers }: Request, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
