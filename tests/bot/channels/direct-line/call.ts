/** What the service answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The tests look into answers of any form.
  readonly body: Readonly<Record<string, unknown>> & {
    readonly conversationId: string;
    readonly token: string;
    readonly streamUrl: string;
    readonly id: string;
    readonly watermark: string;
    readonly activities: readonly SeenActivity[];
    readonly error: { readonly code: string; readonly message: string };
  };
}

export interface SeenActivity {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly timestamp: string;
  readonly channelId: string;
  readonly replyToId?: string;
  readonly conversation: { readonly id: string };
  readonly from: { readonly id: string; readonly role: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
}

/** Calls the service as a client would. */
export async function call(
  method: string,
  address: string,
  given: {
    readonly bearer?: string;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const response = await fetch(address, {
    method,
    headers: {
      ...(given.bearer === undefined ? {} : { authorization: `Bearer ${given.bearer}` }),
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...given.headers,
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** Starts a conversation with the secret. */
export async function start(url: string, secret: string, body: unknown = {}): Promise<Answer['body']> {
  const answer = await call('POST', `${url}/conversations`, { bearer: secret, body });
  if (answer.status !== 201) throw new Error(`the conversation did not start: ${answer.status}`);
  return answer.body;
}

/** Sends a message; returns the answer. */
export function send(
  url: string,
  { conversationId, token }: { readonly conversationId: string; readonly token: string },
  text: string,
  channelData?: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  return call('POST', `${url}/conversations/${conversationId}/activities`, {
    bearer: token,
    body: { type: 'message', text, from: { id: 'somebody-else' }, ...(channelData ? { channelData } : {}) },
  });
}
