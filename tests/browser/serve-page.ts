import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of some other site, with the widget's script tag on it. */
export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

export async function servePage(service: () => string): Promise<ServedPage> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>Plan</title><h1>Plan</h1><script src="${service()}/widget.js" data-language="en"></script></html>`,
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`, // it listens on TCP
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
