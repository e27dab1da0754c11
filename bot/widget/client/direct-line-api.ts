import type { ActivitySet, Posted } from './activity.ts';
import { partsOf, readActivities, readSet } from './read-set.ts';

/** A conversation the tab may speak in. */
export interface Session {
  readonly conversationId: string;
  readonly token: string;
}

/** A session whose stream can be connected to. */
export interface Opened extends Session {
  readonly streamUrl: string;
}

/** What the service said to a message. `deleted` holds the last replies where the conversation was deleted by it. */
export interface PostReply {
  readonly id: string;
  readonly deleted?: ActivitySet['activities'];
}

/** A call that failed. `status` 0: no answer came (offline, time-out). `retryAfter` in seconds. */
export class ApiError extends Error {
  readonly status: number;
  readonly retryAfter: number;
  /** What the service says meanwhile where it could not take a message: 911, 988 or the phone lines. */
  readonly activities: ActivitySet['activities'];

  constructor(status: number, retryAfter = 0, activities: ActivitySet['activities'] = []) {
    super(`Direct Line: ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfter = retryAfter;
    this.activities = activities;
  }
}

/** The calls of Direct Line 3.0 that the widget makes. Each throws {@link ApiError}. */
export interface DirectLineApi {
  newToken(): Promise<Session>;
  refresh(token: string): Promise<Session>;
  start(token: string, locale: string): Promise<Opened>;
  reconnect(session: Session, watermark: string): Promise<Opened>;
  read(session: Session, watermark: string): Promise<ActivitySet>;
  post(session: Session, activity: Posted): Promise<PostReply>;
}

const TIMEOUT_MS = 20_000;

async function failure(response: Response): Promise<ApiError> {
  // A proxy in between may answer with a page of its own.
  const { activities } = partsOf(await response.json().catch(() => null));
  const retryAfter = Number(response.headers.get('retry-after')) || 0;
  return new ApiError(response.status, retryAfter, readActivities(activities));
}

/** @param server origin of the service, no trailing slash */
export function directLineApi(server: string): DirectLineApi {
  const base = `${server}/v3/directline`;
  const call = async (
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
  ): Promise<Readonly<Record<string, unknown>>> => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    try {
      const response = await fetch(base + path, {
        method,
        signal: abort.signal,
        credentials: 'omit',
        cache: 'no-store',
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw await failure(response);
      return partsOf(await response.json());
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0);
    } finally {
      clearTimeout(timer);
    }
  };
  const path = (id: string, rest = '') => `/conversations/${encodeURIComponent(id)}${rest}`;
  return {
    newToken: async () => session(await call('POST', '/tokens/page', null)),
    refresh: async token => session(await call('POST', '/tokens/refresh', token)),
    start: async (token, locale) => opened(await call('POST', '/conversations', token, { locale })),
    reconnect: async ({ conversationId, token }, watermark) =>
      opened(await call('GET', path(conversationId, `?watermark=${watermark}`), token)),
    read: async ({ conversationId, token }, watermark) =>
      readSet(await call('GET', path(conversationId, `/activities?watermark=${watermark}`), token)),
    post: async ({ conversationId, token }, activity) => {
      const reply = await call('POST', path(conversationId, '/activities'), token, activity);
      return {
        id: String(reply.id),
        ...(Array.isArray(reply.deleted) ? { deleted: readActivities(reply.deleted) } : {}),
      };
    },
  };
}

/** @throws {ApiError} 0 where the answer is none of the service's: it is asked again */
function session({ conversationId, token }: Readonly<Record<string, unknown>>): Session {
  if (typeof conversationId !== 'string' || typeof token !== 'string') throw new ApiError(0);
  return { conversationId, token };
}

function opened(answer: Readonly<Record<string, unknown>>): Opened {
  const { streamUrl } = answer;
  if (typeof streamUrl !== 'string') throw new ApiError(0);
  return { ...session(answer), streamUrl };
}
