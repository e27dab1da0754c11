/** Milliseconds until a provider that does not answer is given up. */
const TIMEOUT_MS = 10_000;
/** Answers that say for sure that nothing was taken. */
const BUSY = new Set([408, 425, 429, 503]);
/** The connection was never made. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** How a request to a provider's API ended. */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'not-taken'; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string };

/** Calls a provider's API and tells apart what was surely not taken from what perhaps was. */
export async function callProvider(url: string, request: RequestInit): Promise<Posted> {
  let response: Response;
  try {
    response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const code = errorCode(error);
    return NOT_CONNECTED.has(code) ? { kind: 'not-taken', code } : { kind: 'unknown', code };
  }
  if (BUSY.has(response.status)) return { kind: 'not-taken', code: String(response.status) };
  if (response.status >= 500) return { kind: 'unknown', code: String(response.status) };
  const body: unknown = await response.json().catch(() => null);
  return { kind: 'answered', status: response.status, body };
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error.name;
}
