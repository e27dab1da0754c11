import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { TrustedProxies } from './trusted-proxies.ts';

/** How many connections a server holds. */
export interface ConnectionLimits {
  readonly most: number;
  /** From one address; trusted proxies bring many members and have no limit of their own. */
  readonly mostPerAddress: number;
  readonly trusted: TrustedProxies;
  /** Told of each connection that was closed as it came. */
  readonly onRefused: (reason: 'connections' | 'connections-of-address') => void;
}

/** Closes connections over the limits as they come, before a byte of them is read. */
export function limitConnections(server: Server, limits: ConnectionLimits): { readonly open: number } {
  const ofAddress = new Map<string, number>();
  let open = 0;
  // Before Node's own listener: a request that came with the connection is not looked at.
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? 'unknown';
    const exempt = limits.trusted(address);
    const before = ofAddress.get(address) ?? 0;
    const over =
      open >= limits.most
        ? 'connections'
        : !exempt && before >= limits.mostPerAddress
          ? 'connections-of-address'
          : null;
    if (over !== null) {
      limits.onRefused(over);
      socket.destroy();
      return;
    }
    open++;
    if (!exempt) ofAddress.set(address, before + 1);
    socket.once('close', () => {
      open--;
      if (exempt) return;
      const left = (ofAddress.get(address) ?? 1) - 1;
      if (left > 0) ofAddress.set(address, left);
      else ofAddress.delete(address);
    });
  });
  return {
    get open() {
      return open;
    },
  };
}
