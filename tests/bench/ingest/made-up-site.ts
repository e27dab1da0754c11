import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BUILDS } from './builds.ts';
import { madeUpPage } from './made-up-page.ts';

/** A site of some pages on a free port of loopback: a sitemap and every HTML build in turn. */
export async function serveMadeUpSite(
  pages: number,
): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const builds = BUILDS.filter(({ form }) => form === 'html');
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const number = Number(/^\/page\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
    if (path === '/sitemap.xml') {
      const origin = `http://${request.headers.host}`;
      const list = Array.from(
        { length: pages },
        (_, place) => `<url><loc>${origin}/page/${place}</loc></url>`,
      );
      response.setHeader('content-type', 'application/xml').end(`<urlset>${list.join('')}</urlset>`);
      return;
    }
    const build = builds[number % builds.length];
    if (!build) {
      response.statusCode = 404;
      response.end();
      return;
    }
    const etag = `"${number}"`;
    response.setHeader('etag', etag).setHeader('content-type', 'text/html; charset=utf-8');
    if (request.headers['if-none-match'] === etag) {
      response.statusCode = 304;
      response.end();
      return;
    }
    response.end(await build.make(madeUpPage(number)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // An HTTP server that listens has a port.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
