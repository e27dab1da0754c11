import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { AppError } from '../../app-error.ts';
import type { Bearer, Tokens } from './tokens.ts';

/** Who a request speaks for. */
export interface Bearers {
  /** Whether it brings the secret of a site. @throws {AppError} `Forbidden` where it brings nothing */
  hasSecret(request: Request): boolean;
  /** The token's bearer, on a page of the sites the token was made for. @throws {AppError} `Forbidden` otherwise */
  verified(request: Request): Promise<Bearer>;
  /** The bearer, for the conversation in the address and no other. @throws {AppError} `Forbidden` otherwise */
  forConversation(request: Request): Promise<Bearer>;
}

/** @param secrets of the sites, newest first */
export function directLineBearers(tokens: Tokens, secrets: readonly string[]): Bearers {
  const hasSecret = (request: Request) => isOneOf(bearerOf(request), secrets);
  const verified = async (request: Request) => {
    const bearer = await tokens.verify(bearerOf(request));
    const { origin } = request.headers;
    if (origin !== undefined && bearer.origins.length > 0 && !bearer.origins.includes(origin))
      throw new AppError('Forbidden', 'the token was made for another site');
    return bearer;
  };
  return {
    hasSecret,
    verified,
    forConversation: async request => {
      const id = String(request.params.id);
      if (hasSecret(request)) return { conversationId: id, userId: null, origins: [] };
      const bearer = await verified(request);
      if (bearer.conversationId !== id)
        throw new AppError('Forbidden', 'the token belongs to another conversation');
      return bearer;
    },
  };
}

function bearerOf(request: Request): string {
  const found = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  // Official clients keep silent for minutes after a 401; 403 ends the conversation at once.
  if (found === undefined) throw new AppError('Forbidden', 'send Authorization: Bearer and a token');
  return found;
}

/** Compared with each, so that the time tells nothing of where a difference is. */
function isOneOf(given: string, secrets: readonly string[]): boolean {
  const one = Buffer.from(given);
  return secrets.map(secret => sameBytes(one, Buffer.from(secret))).includes(true);
}

function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
