import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { AppError } from '../app-error.ts';
import type { SendPage } from './page/send-page.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'That could not be read',
  401: 'Please sign in',
  403: 'Not for this account',
  404: 'There is nothing here',
  409: 'Somebody else was faster',
  413: 'That was too much at once',
  429: 'Too many tries',
};

/** Tells staff what went wrong, as a page; what is not meant for them is logged only, without its text. */
export function errorPage(show: SendPage, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const told = error instanceof AppError ? error : null;
    const status = told?.status ?? statusOf(error) ?? 500;
    if (status >= 500) {
      const at = error instanceof Error ? error.stack?.split('\n').find(line => /^\s+at /.test(line)) : null;
      logger.error({ path: request.path, name: error instanceof Error ? error.name : '', at }, 'page failed');
    }
    if (told?.retryAfter !== undefined) response.setHeader('Retry-After', String(told.retryAfter));
    show(request, response, {
      title: TITLES[status] ?? 'Something went wrong here',
      status,
      content: (
        <>
          <p>{told ? capital(told.message) : 'It was logged. Please try again in a moment.'}</p>
          <p>
            <a href="/staff">Back to the start</a>
          </p>
        </>
      ),
    });
  };
}

/** Status that body-parser and its like give their errors, where it is the client's. */
function statusOf(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
