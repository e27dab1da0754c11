import type { IncomingMessage } from 'node:http';
import express, { type Router } from 'express';
import { AppError } from '../app-error.ts';

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

/** Whether a request comes from a program on this machine, and not through a proxy on it. */
export function isLocalCaller({ socket, headers }: IncomingMessage): boolean {
  return (
    LOOPBACK.has(socket.remoteAddress ?? '') &&
    // A page in a browser of this machine could be pointed here under another name.
    LOCAL_HOST.test(headers.host ?? '') &&
    !FORWARDED.some(name => name in headers)
  );
}

/** Shows a path to callers on this machine only; to others there is nothing at it. */
export function localOnly(path: string): Router {
  const router = express.Router();
  router.use(path, (request, _response, next) => {
    next(isLocalCaller(request) ? undefined : new AppError('NotFound', 'there is nothing at this address'));
  });
  return router;
}
