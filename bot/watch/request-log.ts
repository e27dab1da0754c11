import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { routeOf } from './http-metrics.ts';

const GIVEN_ID = /^[\w-]{16,64}$/;
/** Milliseconds after which a request is worth a line of its own. */
const SLOW_MS = 2_000;

/**
 * Gives each request an id (`X-Request-Id`: the caller's where it sent a plain one) and logs how it ended: failures
 * as errors, slow ones as warnings, all others at `debug`. Of the address only the route's pattern is logged.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
    response.locals['requestId'] = requestId;
    response.setHeader('X-Request-Id', requestId);
    const begun = performance.now();
    response.once('close', () => {
      const milliseconds = Math.round(performance.now() - begun);
      const level = response.statusCode >= 500 ? 'error' : milliseconds > SLOW_MS ? 'warn' : 'debug';
      if (!logger.isLevelEnabled(level)) return;
      logger[level](
        {
          ...requestIds(response.locals),
          method: request.method,
          route: routeOf(request),
          status: response.writableFinished ? response.statusCode : 'aborted',
          milliseconds,
        },
        'request',
      );
    });
    next();
  };
}

/** Ids that a line about a request carries: its own, and its trace's where it is traced. */
export function requestIds(locals: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { requestId, traceId } = locals;
  return { requestId, ...(traceId === undefined ? {} : { traceId }) };
}
