import { hkdfSync } from 'node:crypto';

/** A key for one purpose from a secret (HKDF, RFC 5869), so that no hash of one purpose is one of another. */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}
