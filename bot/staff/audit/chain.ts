import { createHmac } from 'node:crypto';
import { deriveKey } from '../../state/derive-key.ts';

/** What an entry of the audit log says. */
export interface AuditEntry {
  /** Number of the entry, from 1 without a gap. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  /** JSON, as it is stored. */
  readonly details: string;
  /** Hash of the entry before it. */
  readonly previous: string;
}

/** What stands for the hash before the first entry. */
export const GENESIS = '0'.repeat(64);

/**
 * Hash of an entry: HMAC-SHA-256 over all of its fields and the hash before it, in hex. Keyed, so that who can
 * write to the database alone can't make a chain that holds.
 */
export function entryHash(key: Buffer, entry: AuditEntry): string {
  const { seq, at, who, action, subject, details, previous } = entry;
  // A JSON array keeps the borders of the fields: no two entries have the same text.
  return createHmac('sha256', key)
    .update(JSON.stringify([seq, at, who, action, subject, details, previous]))
    .digest('hex');
}

/** Key that new entries are made with. @param secrets newest first @throws {RangeError} where there is none */
export function newestKey(secrets: readonly Buffer[]): Buffer {
  const [newest] = auditKeys(secrets);
  if (!newest) throw new RangeError('the audit log needs a key');
  return newest;
}

/** Keys that entries may have been made with. */
export function auditKeys(secrets: readonly Buffer[]): readonly Buffer[] {
  return secrets.map(secret => deriveKey(secret, 'staff-audit'));
}
