import type { Server, ServerOptions } from 'node:http';

/**
 * Limits that keep slow or talkative clients from holding on to the server. Headers are at most 16 KB and come within
 * 10 s, the whole request within 20 s; a connection on which nothing moves for 70 s is closed. A connection between
 * two requests is kept for 65 s: longer than the 60 s of usual balancers, which must be the ones to close.
 */
export const SERVER_LIMITS: ServerOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
};

const MOST_HEADERS = 100;
const IDLE_MS = 70_000;

/** Sets the limits that can't be given when a server is made. */
export function limitSlowClients(server: Server): void {
  server.maxHeadersCount = MOST_HEADERS;
  server.setTimeout(IDLE_MS);
}
