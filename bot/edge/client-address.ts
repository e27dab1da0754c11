import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from './trusted-proxies.ts';

/**
 * Address of the client of a request that Express does not see (an upgrade): the last one that no trusted proxy
 * speaks for. What stands before it in `X-Forwarded-For` the client may have made up.
 */
export function clientAddress(request: IncomingMessage, trusted: TrustedProxies): string {
  const peer = request.socket.remoteAddress ?? 'unknown';
  const given = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(given) ? given.join(',') : (given ?? ''))
    .split(',')
    .map(hop => hop.trim())
    .filter(Boolean);
  let address = peer;
  while (trusted(address)) {
    const before = hops.pop();
    if (before === undefined) break;
    address = before;
  }
  return address;
}
