import type { RequestHandler } from 'express';
import { AppError } from '../app-error.ts';

/**
 * Refuses a body that says it is too large before any of it is read. The parsers would answer only when all of it
 * has come.
 * @param most bytes
 */
export function refuseLargeBodies(most: number): RequestHandler {
  return (request, _response, next) => {
    const large = Number(request.headers['content-length'] ?? 0) > most;
    next(large ? new AppError('TooLarge', 'the request body is too large') : undefined);
  };
}
