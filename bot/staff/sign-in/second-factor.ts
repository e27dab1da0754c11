import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { tokenHash } from './tokens.ts';

const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** Steps before and after now that count too: clocks of phones are off, and typing takes time. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** 80 bits: too many to try, few enough to write down. */
const RECOVERY_BYTES = 10;

/** A new secret for an authenticator app, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** Address that an authenticator app reads from the QR code. */
export function totpAddress(secret: string, name: string): string {
  return totp(secret, name).toString();
}

/** The 30-second step that a six-digit code belongs to, or null where it is of none near now (RFC 6238). */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totp(secret, '').validate({ token: digits, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

/** New codes that stand in for a lost phone, once each: shown once, kept as hashes. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer }).base32;
    return (letters.match(/.{4}/g) ?? []).join('-');
  });
}

/** What is kept of a recovery code of somebody, however they typed it. */
export function recoveryHash(staffId: string, code: string): string {
  return tokenHash(`${staffId}\n${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
}

function totp(secret: string, name: string): TOTP {
  return new TOTP({
    issuer: 'Member help',
    label: name,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
  });
}
