import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Logger } from 'pino';
import { limitSlowClients, SERVER_LIMITS } from '../edge/server-limits.ts';
import { describeError } from './describe-error.ts';
import type { Metrics } from './metrics.ts';
import { metricsRouter } from './metrics-router.ts';

/** Serves `/metrics`, and nothing else, on a port of its own. Its connections never keep the process alive. */
export function startMetricsServer(options: {
  readonly port: number;
  readonly host: string;
  readonly token: string | undefined;
  readonly metrics: Metrics;
  readonly logger: Logger;
}): Server {
  const app = express();
  app.disable('x-powered-by');
  app.use(metricsRouter(options.metrics, { token: options.token, ownPort: true }));
  const notFound: express.ErrorRequestHandler = (_error, _request, response, _next) => {
    response.status(404).end();
  };
  app.use(notFound);
  const server = createServer(SERVER_LIMITS, app);
  limitSlowClients(server);
  server.on('error', error =>
    options.logger.error({ err: describeError(error) }, 'the metrics port could not be opened'),
  );
  server.listen(options.port, options.host, () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null)
      options.logger.info({ metricsPort: address.port }, 'metrics');
  });
  server.unref();
  return server;
}
