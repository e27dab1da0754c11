import { createServer } from 'node:http';

/** How the carrier's API treats the next request to send. */
export type Treatment =
  | { readonly status: number; readonly code?: number }
  /** Takes the message and drops the connection before it says so. */
  | 'taken-untold';

/** A text message the carrier was asked to send. */
export interface Carried {
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly statusCallback: string;
  readonly authorization: string;
}

/** Twilio's and Vonage's API for sending, as far as the bot uses it; takes everything unless told otherwise. */
export async function startCarrier() {
  const treatments: Treatment[] = [];
  const asked: Carried[] = [];
  const taken: Carried[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const json = request.headers['content-type'] === 'application/json';
      if (request.method === 'GET') {
        const to = new URL(request.url ?? '', 'http://x').searchParams.get('To');
        const messages = taken.filter(message => message.to === to).map(({ text }) => ({ body: text }));
        response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ messages }));
        return;
      }
      const form = new URLSearchParams(body);
      const sent = json ? (JSON.parse(body) as Record<string, string>) : null; // the bot wrote it
      const message: Carried = {
        to: sent?.to ?? form.get('To') ?? '',
        from: sent?.from ?? form.get('From') ?? '',
        text: sent?.text ?? form.get('Body') ?? '',
        statusCallback: sent?.client_ref ?? form.get('StatusCallback') ?? '',
        authorization: request.headers.authorization ?? '',
      };
      asked.push(message);
      const treatment = treatments.shift() ?? { status: 201 };
      if (treatment === 'taken-untold' || treatment.status < 300) taken.push(message);
      if (treatment === 'taken-untold') {
        request.socket.destroy();
        return;
      }
      response.writeHead(treatment.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ sid: 'SM1', ...(treatment.code ? { code: treatment.code } : {}) }));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    taken,
    treatNext: (...next: Treatment[]) => treatments.push(...next),
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
