import { createHmac } from 'node:crypto';
import { deriveKey } from '../../state/derive-key.ts';

/** What stands for a phone number in everything that is kept. */
export interface SmsIdentity {
  /** Ids a talk between two numbers may have, one a key, newest key first. */
  conversationIds(from: string, to: string): readonly string[];
  /** Hashes of a member's number in the opt-out ledger, one a key, newest key first. */
  addressHashes(number: string): readonly string[];
}

/**
 * Keyed hashes (HMAC-SHA256) of phone numbers: without the key, the 10 thousand million numbers there are can't
 * be tried. An old key stays in the list, behind the new one, as long as anything of its time must be found.
 * @param keys secrets of at least 32 bytes, newest first
 */
export function smsIdentity(keys: readonly Buffer[]): SmsIdentity {
  const derived = keys.map(key => ({
    talk: deriveKey(key, 'sms-conversation'),
    ledger: deriveKey(key, 'sms-opt-out'),
  }));
  return {
    conversationIds: (from, to) => derived.map(({ talk }) => `sms-${hash(talk, `${from}\n${to}`)}`),
    addressHashes: number => derived.map(({ ledger }) => hash(ledger, number)),
  };
}

function hash(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
