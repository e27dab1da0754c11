import { createServer, type RequestListener, type Server } from 'node:http';
import type { Logger } from 'pino';
import { limitConnections } from './connection-limits.ts';
import { limitPipelining } from './limit-pipelining.ts';
import { limitSlowClients, SERVER_LIMITS } from './server-limits.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** The server that members, staff and channels reach, with its limits at the door. */
export interface WebServer {
  readonly server: Server;
  readonly connections: { readonly open: number };
  /** @param listening called with the port, where it listens; where it can't, why is logged and the process ends with 1 */
  listen(port: number, host: string, listening: (port: number) => void): void;
}

/** What is asked for at the door. */
export interface WebServerParts {
  readonly logger: Logger;
  readonly trusted: TrustedProxies;
  readonly mostConnections: number;
  readonly mostPerAddress: number;
  readonly onRefused: (reason: 'connections' | 'connections-of-address' | 'pipelining') => void;
}

/** Makes it; it does not listen yet. */
export function webServer(app: RequestListener, parts: WebServerParts): WebServer {
  const { logger, trusted, mostConnections, mostPerAddress, onRefused } = parts;
  const server = createServer(
    SERVER_LIMITS,
    limitPipelining(app, () => onRefused('pipelining')),
  );
  limitSlowClients(server);
  return {
    server,
    connections: limitConnections(server, { most: mostConnections, mostPerAddress, trusted, onRefused }),
    listen: (port, host, listening) => {
      const failed = (error: NodeJS.ErrnoException) => {
        logger.fatal(
          { code: error.code },
          `can't listen on ${host}:${port}: ${WHY[error.code ?? ''] ?? error.code}`,
        );
        process.exit(1);
      };
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        const address = server.address();
        listening(typeof address === 'object' && address !== null ? address.port : port);
      });
    },
  };
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has this port; give another PORT, or end that program',
  EACCES: 'not allowed for this user; give a PORT above 1023',
  EADDRNOTAVAIL: 'HOST is no address of this machine',
  ENOTFOUND: 'HOST is no address of this machine',
};
