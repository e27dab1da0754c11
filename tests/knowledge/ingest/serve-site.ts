import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HarborSite } from './harbor-pages.ts';

/** A site on a free port of loopback, which can be changed while it runs. */
export interface ServedSite {
  readonly origin: string;
  /** Every request so far: path, status, and when it came (milliseconds). */
  readonly log: { readonly path: string; readonly status: number; readonly at: number }[];
  readonly pages: Map<string, string>;
  readonly files: Map<string, Uint8Array>;
  /** Path → where it moved. */
  readonly moved: Map<string, string>;
  robots: string;
  /** Path → status it fails with, `silent`: no answer at all. */
  readonly failing: Map<string, number | 'silent'>;
  stop(): Promise<void>;
}

/** Serves pages with ETags, so that a second crawl can ask for what changed only. */
export async function serveSite(site: HarborSite): Promise<ServedSite> {
  const served = {
    log: [] as ServedSite['log'],
    pages: new Map(site.pages),
    files: new Map(site.files),
    moved: new Map<string, string>(),
    robots: 'User-agent: *\nDisallow: /secret/\n',
    failing: new Map<string, number | 'silent'>(),
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const file = served.files.get(path);
    const body = file ?? served.pages.get(path) ?? (path === '/robots.txt' ? served.robots : undefined);
    const note = (status: number) => {
      served.log.push({ path, status, at: performance.now() });
      if (status > 0) response.statusCode = status;
    };
    const failing = served.failing.get(path);
    const to = served.moved.get(path);
    if (failing === 'silent') {
      note(0);
    } else if (failing !== undefined) {
      note(failing);
      response.end('not now');
    } else if (to !== undefined) {
      note(301);
      response.setHeader('location', to).end();
    } else if (body === undefined) {
      note(404);
      response.end('not here');
    } else {
      const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
      response.setHeader('etag', etag);
      if (request.headers['if-none-match'] === etag) {
        note(304);
        response.end();
        return;
      }
      note(200);
      const type = file
        ? 'application/pdf'
        : path.endsWith('.xml')
          ? 'application/xml'
          : path === '/robots.txt'
            ? 'text/plain'
            : 'text/html; charset=utf-8';
      response.setHeader('content-type', type).end(body);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // An HTTP server that listens has a port.
  const { port } = server.address() as AddressInfo;
  return Object.assign(served, {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
