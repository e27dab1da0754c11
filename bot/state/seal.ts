import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key.ts';

/** Hides what must be kept for a while: a phone number, the secret of somebody's second factor. */
export interface Seal {
  close(content: string): string;
  /** @throws {Error} where it was sealed under none of the keys, or changed. */
  open(sealed: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a key derived from each secret: the first seals, any opens.
 * @param secrets newest first
 * @param purpose what is sealed; nothing sealed for one purpose opens for another
 */
export function seal(secrets: readonly Buffer[], purpose: string): Seal {
  const keys = secrets.map(secret => deriveKey(secret, purpose));
  const [newest] = keys;
  if (!newest) throw new Error('a seal needs a key');
  return {
    close: content => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest, nonce);
      const hidden = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
    },
    open: sealed => {
      for (const key of keys) {
        const content = tryOpen(key, Buffer.from(sealed, 'base64url'));
        if (content !== null) return content;
      }
      throw new Error('sealed under a key that is not given any more, or changed');
    },
  };
}

function tryOpen(key: Buffer, bytes: Buffer): string | null {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    cipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}
