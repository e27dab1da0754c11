import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import type { Clock } from '../../turn/clock.ts';

/** Seconds a Direct Line token lives; clients refresh it every 15 minutes. */
export const TOKEN_SECONDS = 1_800;
/** Seconds a stream address may be connected to after it was given. */
const STREAM_SECONDS = 60;

const claims = z.object({
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

/** HS256 tokens under a key of the data folder. */
export function directLineTokens(key: Uint8Array, clock: Clock): Tokens {
  const sign = (audience: string, seconds: number, content: JWTPayload) => {
    const now = Math.floor(clock().getTime() / 1000);
    return new SignJWT(content)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  };
  const verify = async (token: string, audience: string) => {
    try {
      const { payload } = await jwtVerify(token, key, {
        audience,
        algorithms: ['HS256'],
        currentDate: clock(),
      });
      return claims.parse(payload);
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw new AppError('TokenExpired', 'the token has expired', { cause });
      throw new AppError('Forbidden', 'the token is not valid', { cause });
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
      const { conv, user, origins } = await verify(token, 'directline');
      return { conversationId: conv, userId: user ?? null, origins: origins ?? [] };
    },
    signStream: conversationId => sign('stream', STREAM_SECONDS, { conv: conversationId }),
    verifyStream: async token => (await verify(token, 'stream')).conv,
  };
}
