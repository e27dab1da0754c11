import type { Logger } from 'pino';
import { describeError } from './describe-error.ts';

/**
 * Logs what nobody caught and asks for an orderly end, after which the process is started anew from outside. Node
 * itself would print the error's message, which could quote a member.
 */
export function endOnUncaught(logger: Logger, end: () => void): void {
  let ending = false;
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      logger.fatal({ err: describeError(error), event }, 'an error nobody caught; the process ends');
      process.exitCode = 1;
      if (!ending) end();
      ending = true;
    });
  }
}
