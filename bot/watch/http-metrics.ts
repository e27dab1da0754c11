import type { Request, RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Routes that get a label of their own; there are far fewer in the code. */
const MOST_ROUTES = 200;

/** Times requests by the pattern of their route, never by address: addresses name conversations. */
export function httpMetrics(registry: Registry): RequestHandler {
  const durations = new Histogram({
    name: 'memberhelp_http_request_duration_seconds',
    help: 'HTTP requests by route and status; status aborted: the client went before the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const routes = new Set<string>();
  return (request, response, next) => {
    const begun = performance.now();
    response.once('close', () => {
      const pattern = routeOf(request);
      if (routes.size < MOST_ROUTES) routes.add(pattern);
      durations.observe(
        {
          method: METHODS.has(request.method) ? request.method : 'other',
          route: routes.has(pattern) ? pattern : 'other',
          status: response.writableFinished ? response.statusCode : 'aborted',
        },
        (performance.now() - begun) / 1000,
      );
    });
    next();
  };
}

/** Pattern of the route that took a request, `/v3/directline/conversations/:id`; `none` where none did. */
export function routeOf(request: Request): string {
  // Express leaves the type of the route open.
  const path: unknown = (request.route as { readonly path?: unknown } | undefined)?.path;
  const first: unknown = Array.isArray(path) ? path[0] : path;
  if (typeof first !== 'string') return 'none';
  return /^(\/[a-z-]+)*$/.test(request.baseUrl) ? `${request.baseUrl}${first}` : first;
}
