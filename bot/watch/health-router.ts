import express, { type Router } from 'express';
import type { Health } from './readiness.ts';

/**
 * `GET /healthz`: the process runs. `GET /readyz`: new members can be sent here; 503 while it ends. With `?strict`
 * 503 also where something is missing, for balancers that have another site to go to.
 */
export function healthRouter(health: () => Promise<Health>): Router {
  const router = express.Router();
  router.use(['/healthz', '/readyz'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (request, response) => {
    const found = await health();
    const strict = 'strict' in request.query;
    const away = found.status === 'draining' || (strict && found.status !== 'ready');
    response.status(away ? 503 : 200).json(found);
  });
  return router;
}
