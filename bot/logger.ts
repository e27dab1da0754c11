import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The service's log: one JSON object a line, to standard output. No text of a member is ever logged; request
 * bodies, authorization and query strings are not either.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['*.authorization', '*.password', '*.secret', '*.token'],
  };
  return destination ? pino(options, destination) : pino(options);
}
