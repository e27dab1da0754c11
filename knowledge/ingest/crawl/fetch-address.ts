import { type Dispatcher, request } from 'undici';

/** What a server answered. */
export type Fetched =
  | {
      readonly kind: 'body';
      readonly status: number;
      readonly body: Uint8Array;
      /** Media type in lower case, without parameters; `application/octet-stream` where none is given. */
      readonly type: string;
      readonly charset: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  | { readonly kind: 'unchanged'; readonly status: 304 }
  | { readonly kind: 'moved'; readonly status: number; readonly to: string }
  | { readonly kind: 'failed'; readonly status: number | null; readonly problem: string };

/** Validators of what is already kept, for a conditional request (RFC 9110, section 13). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Asks for one address, once. Redirects are told, not followed. Never throws. */
export async function fetchAddress(
  url: string,
  options: {
    readonly userAgent: string;
    readonly timeoutMs: number;
    readonly largest: number;
    readonly known?: Validators;
    readonly dispatcher: Dispatcher;
    readonly signal?: AbortSignal;
  },
): Promise<Fetched> {
  const headers: Record<string, string> = {
    'user-agent': options.userAgent,
    accept:
      'text/html, application/xhtml+xml, application/pdf, text/markdown, application/xml;q=0.9, */*;q=0.1',
  };
  if (options.known?.etag) headers['if-none-match'] = options.known.etag;
  if (options.known?.lastModified) headers['if-modified-since'] = options.known.lastModified;
  try {
    const answer = await request(url, {
      headers,
      dispatcher: options.dispatcher,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const status = answer.statusCode;
    const header = (name: string) => {
      const value = answer.headers[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    };
    const location = header('location');
    if (status !== 200) await answer.body.dump();
    if (status === 304) return { kind: 'unchanged', status };
    if (status >= 300 && status < 400 && location) return movedTo(status, location, url);
    if (status !== 200) return { kind: 'failed', status, problem: `the server answers ${status}` };
    const body = await bodyUpTo(answer.body, options.largest);
    if (!body) return { kind: 'failed', status, problem: `larger than ${options.largest} bytes` };
    const [type = '', ...parameters] = (header('content-type') ?? 'application/octet-stream').split(';');
    const charset = parameters.map(part => /^\s*charset="?([\w-]+)"?/i.exec(part)?.[1]).find(Boolean);
    return {
      kind: 'body',
      status,
      body,
      type: type.trim().toLowerCase(),
      charset: charset ?? null,
      etag: header('etag'),
      lastModified: header('last-modified'),
    };
  } catch (error) {
    return { kind: 'failed', status: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

function movedTo(status: number, location: string, from: string): Fetched {
  try {
    return { kind: 'moved', status, to: new URL(location, from).href };
  } catch {
    return { kind: 'failed', status, problem: `redirects to '${location}', which is no address` };
  }
}

async function bodyUpTo(body: AsyncIterable<Buffer>, largest: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
