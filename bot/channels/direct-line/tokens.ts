import { createHash } from 'node:crypto';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import type { Clock } from '../../turn/clock.ts';

/** Seconds a Direct Line token lives; clients refresh it every 15 minutes. */
export const TOKEN_SECONDS = 1_800;
/** Seconds a stream address may be connected to after it was given. */
const STREAM_SECONDS = 60;

/** Checked tokens remembered at once, a few hundred bytes each. */
const MOST_BELIEVED = 10_000;

const claims = z.object({
  iat: z.number(),
  exp: z.number(),
  conv: z.string().min(1),
  user: z.string().optional(),
  origins: z.array(z.string()).optional(),
});

/** Whom a token speaks for: one member in one conversation. */
export interface Bearer {
  readonly conversationId: string;
  readonly userId: string | null;
  /** Sites whose pages may use it; none listed: any that CORS lets through. */
  readonly origins: readonly string[];
}

/** Signs and checks the tokens of Direct Line. One token opens one conversation and no other. */
export interface Tokens {
  sign(bearer: Bearer): Promise<string>;
  /** @throws {AppError} `TokenExpired` for an old one, `Forbidden` for any other that is not ours. */
  verify(token: string): Promise<Bearer>;
  signStream(conversationId: string): Promise<string>;
  /** @throws {AppError} `Forbidden`. */
  verifyStream(token: string): Promise<string>;
}

/**
 * HS256 tokens. A token names its key, so that a wrong one costs one try however many keys there are; tokens of
 * before keys had names are tried with each.
 * @param keys newest first: the first signs, all are believed
 */
export function directLineTokens(keys: readonly Uint8Array[], clock: Clock): Tokens {
  const named = new Map(keys.map(key => [nameOf(key), key]));
  const [signing] = named;
  if (!signing) throw new Error('tokens need a key');
  const [kid, newest] = signing;

  // A client sends the same token with each message: its signature is checked once.
  const believed = new Map<string, { readonly bearer: Bearer; readonly iat: number; readonly exp: number }>();

  const sign = (audience: string, seconds: number, content: JWTPayload) => {
    const now = Math.floor(clock().getTime() / 1000);
    return new SignJWT(content)
      .setProtectedHeader({ alg: 'HS256', kid })
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(newest);
  };
  const verify = async (token: string, audience: string) => {
    try {
      for (const key of keysFor(token)) {
        const payload = await payloadUnder(key, token, audience);
        if (payload) return claims.parse(payload);
      }
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw new AppError('TokenExpired', 'the token has expired', { cause });
      throw new AppError('Forbidden', 'the token is not valid', { cause });
    }
    throw new AppError('Forbidden', 'the token is not valid');
  };
  const keysFor = (token: string): readonly Uint8Array[] => {
    const { kid: wanted } = decodeProtectedHeader(token);
    if (wanted === undefined) return [...named.values()];
    const key = named.get(wanted);
    return key ? [key] : [];
  };
  /** The payload, or null where another key signed it. */
  const payloadUnder = async (key: Uint8Array, token: string, audience: string) => {
    try {
      const { payload } = await jwtVerify(token, key, {
        audience,
        algorithms: ['HS256'],
        currentDate: clock(),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) return null;
      throw error;
    }
  };
  return {
    sign: ({ conversationId, userId, origins }) =>
      sign('directline', TOKEN_SECONDS, {
        conv: conversationId,
        ...(userId === null ? {} : { user: userId }),
        ...(origins.length === 0 ? {} : { origins: [...origins] }),
      }),
    verify: async token => {
      const now = Math.floor(clock().getTime() / 1000);
      const before = believed.get(token);
      if (before && before.iat <= now && now < before.exp) return before.bearer;
      const { conv, user, origins, iat, exp } = await verify(token, 'directline');
      const bearer = { conversationId: conv, userId: user ?? null, origins: origins ?? [] };
      if (believed.size >= MOST_BELIEVED) believed.clear();
      believed.set(token, { bearer, iat, exp });
      return bearer;
    },
    signStream: conversationId => sign('stream', STREAM_SECONDS, { conv: conversationId }),
    verifyStream: async token => (await verify(token, 'stream')).conv,
  };
}

/** Tells keys apart without telling anything of them. */
function nameOf(key: Uint8Array): string {
  return createHash('sha256').update('direct-line-key-name').update(key).digest('base64url').slice(0, 8);
}
