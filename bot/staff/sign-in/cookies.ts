import type { Request, Response } from 'express';

/** Cookies of the console. Without `https` (on this machine only) browsers refuse the `__Host-` names. */
export interface StaffCookies {
  read(request: Request, name: CookieName): string | null;
  /** @param maxAgeMs how long the browser keeps it; left out: until it is closed */
  write(response: Response, name: CookieName, value: string, maxAgeMs?: number): void;
  clear(response: Response, name: CookieName): void;
}

/** The session; a browser that is not signed in; a sign-in under way at the identity provider. */
type CookieName = 'staff' | 'staff-visit' | 'staff-openid';

/** @param secure whether the console is reached by https */
export function staffCookies(secure: boolean): StaffCookies {
  const full = (name: CookieName) => (secure ? `__Host-${name}` : name);
  // Lax and not Strict: a link to a talk in an e-mail, and the way back from the identity provider, must work.
  const options = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  return {
    read: (request, name) => {
      for (const part of (request.headers.cookie ?? '').split(';')) {
        const at = part.indexOf('=');
        if (at > 0 && part.slice(0, at).trim() === full(name)) return part.slice(at + 1).trim() || null;
      }
      return null;
    },
    write: (response, name, value, maxAgeMs) => {
      response.cookie(full(name), value, {
        ...options,
        encode: String,
        ...(maxAgeMs === undefined ? {} : { maxAge: maxAgeMs }),
      });
    },
    clear: (response, name) => {
      response.clearCookie(full(name), options);
    },
  };
}
