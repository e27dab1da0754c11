import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import { AppError } from './app-error.ts';
import { securityHeaders } from './edge/security-headers.ts';
import { type TrustedProxies, trustedProxies } from './edge/trusted-proxies.ts';
import { LogUnavailableError } from './transcripts/log-unavailable.ts';
import { describeError } from './watch/describe-error.ts';
import { requestIds, requestLog } from './watch/request-log.ts';

/** Seconds until a client may ask a database again that was away. */
const RETRY_SECONDS = 3;

/** Parts of the web application, each a router that knows only its own protocol. */
export interface AppParts {
  readonly routers: readonly Router[];
  readonly logger: Logger;
  /** Sees every request first: metrics, traces. */
  readonly watches?: readonly RequestHandler[];
  /** Proxies whose word on the client's address is taken; by default those of this machine. */
  readonly trusted?: TrustedProxies;
  /** Address members reach the bot at; left out: as each request says. */
  readonly publicUrl?: string | null;
}

/** Wires the routers behind the security headers, with one error handler. */
export function createApp({ routers, logger, watches = [], trusted, publicUrl = null }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trusted ?? trustedProxies(['loopback']));
  // Query strings are read flat: nested objects from an address are of no use here.
  app.set('query parser', 'simple');
  for (const watch of watches) app.use(watch);
  app.use(requestLog(logger));
  app.use(securityHeaders(publicUrl));
  for (const router of routers) app.use(router);
  app.use((_request, _response, next) => next(new AppError('NotFound', 'there is nothing at this address')));
  app.use(errorHandler(logger));
  return app;
}

/** One handler: code → status. Errors that are not ours are logged and told as 500 without their text. */
function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const told = toAppError(error);
    if (told.status >= 500)
      logger.error({ ...requestIds(response.locals), err: describeError(error) }, 'request failed');
    if (told.retryAfter !== undefined) response.setHeader('Retry-After', String(told.retryAfter));
    response.status(told.status).json({ error: { code: told.code, message: told.message }, ...told.more });
  };
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof LogUnavailableError)
    return new AppError('Unavailable', 'this can not be done right now; please try again in a moment', {
      cause: error,
      retryAfter: RETRY_SECONDS,
    });
  // body-parser and friends: errors with a status below 500 are the client's.
  const { status, type } = (typeof error === 'object' && error !== null ? error : {}) as {
    status?: unknown;
    type?: unknown;
  };
  if (status === 413) return new AppError('TooLarge', 'the request body is too large', { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError(
      'BadRequest',
      `the request can't be read${typeof type === 'string' ? `: ${type}` : ''}`,
      { cause: error },
    );
  }
  return new AppError('Internal', 'something went wrong here; it was logged', { cause: error });
}
