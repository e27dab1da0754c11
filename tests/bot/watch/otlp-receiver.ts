import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it was sent, of the fields the tests look at. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly links?: readonly { readonly traceId: string }[];
}

/** A collector that takes OTLP over HTTP, in JSON, and keeps it. */
export interface OtlpReceiver {
  readonly url: string;
  /** Everything that was sent, as text. */
  readonly bodies: readonly string[];
  readonly spans: readonly ReceivedSpan[];
  /** Resolves when a span of that name has come. */
  heard(name: string): Promise<ReceivedSpan>;
  stop(): Promise<void>;
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[];
  }[];
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const bodies: string[] = [];
  const spans: ReceivedSpan[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      if (request.url === '/v1/traces') {
        bodies.push(body);
        for (const { scopeSpans } of (JSON.parse(body) as Sent).resourceSpans)
          for (const scope of scopeSpans) spans.push(...scope.spans);
        for (const look of waiting) look();
      }
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    spans,
    heard: name =>
      new Promise(resolve => {
        const look = () => {
          const found = spans.find(span => span.name === name);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
