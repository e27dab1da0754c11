import type { RequestHandler } from 'express';

const HEADERS = 'authorization,content-type,x-ms-bot-agent,x-requested-with';
const DAY_SECONDS = 86_400;

/**
 * Lets the pages of some sites use Direct Line. `GET /session/getsessionid` is sent with credentials, so the
 * origin is echoed and never `*`. A site that is not listed gets no header, and its browser keeps the reply back.
 * @param origins sites besides our own; an entry `*` allows every site
 */
export function cors(origins: readonly string[]): RequestHandler {
  const allowed = new Set(origins);
  return (request, response, next) => {
    const origin = request.headers.origin;
    response.vary('Origin');
    if (
      origin !== undefined &&
      (allowed.has(origin) || allowed.has('*') || isOwn(origin, request.headers.host))
    ) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Credentials', 'true');
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Methods', 'GET,POST,OPTIONS');
    response.setHeader('Access-Control-Allow-Headers', HEADERS);
    response.setHeader('Access-Control-Max-Age', String(DAY_SECONDS));
    response.status(204).end();
  };
}

function isOwn(origin: string, host: string | undefined): boolean {
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}
