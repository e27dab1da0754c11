import * as openid from 'openid-client';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import type { Seal } from '../../state/seal.ts';
import type { Clock } from '../../turn/clock.ts';
import { ROLES, type Role } from '../people/roles.ts';

/** How the plan's own identity provider is used. */
export interface OpenIdSettings {
  /** Its address; the rest is read from `/.well-known/openid-configuration` below it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Claim that holds the person's groups or roles, a text or a list of texts. */
  readonly roleClaim: string;
  /** Which of our roles each value of it stands for; the highest counts. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Claim that holds the name the audit log knows the person by. */
  readonly nameClaim: string;
}

/** Somebody the provider vouches for. */
export interface OpenIdPerson {
  /** `issuer subject`: what they are known by for good. */
  readonly key: string;
  readonly name: string;
  /** Highest of our roles that their claim gives them, or null where it gives none. */
  readonly role: Role | null;
}

/** Sign-in at the provider: authorization code flow with PKCE (OpenID Connect Core, RFC 7636, RFC 9700). */
export interface OpenId {
  /** Where to send the browser, and what it has to keep until it is back. */
  start(back: string): Promise<{ readonly url: string; readonly kept: string }>;
  /**
   * Who came back, and to which page.
   * @param kept what `start` gave; a browser that has not got it did not start this
   * @throws {AppError} `Unauthorized` where the answer is not the provider's, not to this browser, or too late
   */
  finish(url: URL, kept: string | null): Promise<{ readonly person: OpenIdPerson; readonly back: string }>;
}

/** Milliseconds that somebody may take at the provider. */
export const OPEN_ID_MS = 10 * 60_000;

const keptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
  until: z.number(),
});

export function openIdSignIn(parts: {
  readonly settings: OpenIdSettings;
  readonly publicUrl: string;
  readonly seal: Seal;
  readonly clock: Clock;
}): OpenId {
  const { settings, publicUrl, seal, clock } = parts;
  const redirect = `${publicUrl}/staff/sign-in/openid/back`;
  let discovered: Promise<openid.Configuration> | null = null;
  const provider = () => {
    discovered ??= discover(settings).catch((error: unknown) => {
      discovered = null;
      throw new AppError('Internal', 'the identity provider could not be reached', { cause: error });
    });
    return discovered;
  };

  return {
    start: async back => {
      const config = await provider();
      const verifier = openid.randomPKCECodeVerifier();
      const state = openid.randomState();
      const nonce = openid.randomNonce();
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid profile email',
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      const until = clock().getTime() + OPEN_ID_MS;
      return { url: url.href, kept: seal.close(JSON.stringify({ state, nonce, verifier, back, until })) };
    },

    finish: async (url, sealed) => {
      const kept = sealed === null ? null : openKept(seal, sealed);
      if (!kept || kept.until < clock().getTime()) {
        throw new AppError('Unauthorized', 'this sign-in took too long, or was begun in another browser');
      }
      const config = await provider();
      let tokens: Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;
      try {
        tokens = await openid.authorizationCodeGrant(config, new URL(url.search, redirect), {
          pkceCodeVerifier: kept.verifier,
          expectedState: kept.state,
          expectedNonce: kept.nonce,
          idTokenExpected: true,
        });
      } catch (error) {
        throw new AppError('Unauthorized', 'the identity provider did not sign you in', { cause: error });
      }
      const claims = tokens.claims();
      if (!claims) throw new AppError('Unauthorized', 'the identity provider did not say who you are');
      const name = claims[settings.nameClaim];
      if (typeof name !== 'string' || name === '') {
        throw new AppError('Unauthorized', `the identity provider sent no claim ${settings.nameClaim}`);
      }
      const role = highestRole(claims[settings.roleClaim], settings.roles);
      return { person: { key: `${claims.iss} ${claims.sub}`, name, role }, back: kept.back };
    },
  };
}

async function discover(settings: OpenIdSettings): Promise<openid.Configuration> {
  const issuer = new URL(settings.issuer);
  return openid.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    // Only a provider on this machine may be without https; `readConfig` sees to that.
    ...(issuer.protocol === 'http:' ? { execute: [openid.allowInsecureRequests] } : {}),
  });
}

function openKept(seal: Seal, sealed: string): z.infer<typeof keptSchema> | null {
  try {
    return keptSchema.parse(JSON.parse(seal.open(sealed)));
  } catch {
    return null;
  }
}

/** The highest role that any value of a claim stands for. */
export function highestRole(claim: unknown, roles: Readonly<Record<string, Role>>): Role | null {
  const values = (Array.isArray(claim) ? claim : [claim]).filter(value => typeof value === 'string');
  const granted = values.flatMap(value => (Object.hasOwn(roles, value) ? (roles[value] ?? []) : []));
  return ROLES.findLast(role => granted.includes(role)) ?? null;
}
