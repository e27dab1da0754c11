import { isIPv4, isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
import type { RateLimit } from '../state/rate-limit.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** A limit for all that comes from the address of a request. */
export interface AddressLimit {
  /** @throws {AppError} `TooManyRequests`, with the seconds to wait. */
  take(request: Request): Promise<void>;
}

/** A limit by address; our own proxies bring many members and have none. */
export function addressLimit(limit: RateLimit, trusted: TrustedProxies): AddressLimit {
  return {
    take: async request => {
      const address = request.ip ?? 'unknown';
      if (!trusted(address)) await limit.take(networkOf(address));
    },
  };
}

/** Refuses requests of an address that sends too many. */
export function limitAddresses(limit: AddressLimit): RequestHandler {
  return async (request, _response, next) => {
    await limit.take(request);
    next();
  };
}

/** What one client has: an IPv4 address, or the /64 network in which it picks IPv6 addresses at will. */
export function networkOf(address: string): string {
  const mapped = address.startsWith('::ffff:') ? address.slice(7) : '';
  if (isIPv4(mapped)) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  // The last two groups may be written as an IPv4 address.
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').flatMap(group => (group.includes('.') ? ['0', '0'] : [group]));
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, zeros)).fill('0'), ...groups(tail ?? '')];
  return `${all
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
