import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Signs what goes live and checks what was signed, with any of the keys. */
export interface Signer {
  /** Ed25519 signature by the newest key, base64url. */
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

/** Bytes of an Ed25519 seed (RFC 8032). */
const SEED_BYTES = 32;
/** What stands before the seed in a PKCS#8 private key (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * @param seeds 32 bytes each, newest first; older ones only check
 * @throws {RangeError} where there is none, or one of another length
 */
export function editionSigner(seeds: readonly Uint8Array[]): Signer {
  const keys = seeds.map(privateKey);
  const [newest] = keys;
  if (!newest) throw new RangeError('no key to sign editions with');
  const publicKeys = keys.map(key => createPublicKey(key));
  return {
    sign: text => sign(null, Buffer.from(text), newest).toString('base64url'),
    verify: (text, signature) =>
      publicKeys.some(key => verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))),
  };
}

function privateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== SEED_BYTES) {
    throw new RangeError(`a key that signs editions has ${SEED_BYTES} bytes, not ${seed.length}`);
  }
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}
