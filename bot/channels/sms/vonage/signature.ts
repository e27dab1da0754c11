import { createHmac } from 'node:crypto';
import { sameText } from '../constant-time.ts';

/** Milliseconds that a signed request may be old, or ahead of our clock. */
export const REPLAY_WINDOW_MS = 300_000;

/** What a signed request carries beside its body. */
export interface Signed {
  /** Milliseconds since 1970. */
  readonly timestamp: string;
  /** Eight to 64 letters, digits, - or _, new for each request. */
  readonly nonce: string;
  readonly body: Buffer;
}

/** HMAC-SHA256, hexadecimal, over timestamp, nonce and body; the first two are set apart by full stops, which neither holds. */
export function jsonSignature(secret: string, { timestamp, nonce, body }: Signed): string {
  return createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(body).digest('hex');
}

/**
 * Whether one of the secrets signed the request, and not long ago. A request that is sent again within the
 * window carries the same message, and the same message is answered once.
 */
export function isSignedJson(secrets: readonly string[], given: string, signed: Signed, now: Date): boolean {
  if (!/^\d{13}$/.test(signed.timestamp) || !/^[\w-]{8,64}$/.test(signed.nonce)) return false;
  if (Math.abs(now.getTime() - Number(signed.timestamp)) > REPLAY_WINDOW_MS) return false;
  return secrets.map(secret => sameText(jsonSignature(secret, signed), given)).some(Boolean);
}
