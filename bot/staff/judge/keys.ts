import type { Request, Response } from 'express';

const COOKIE = 'staff-keys';

/** Whether single keys press buttons for this browser; on by default (WCAG 2.1.4: they can be turned off). */
export function keysOn(request: Request): boolean {
  return !(request.headers.cookie ?? '').split(/;\s*/).includes(`${COOKIE}=off`);
}

/** Turns the keys on or off for this browser, for a year. */
export function setKeys(response: Response, on: boolean): void {
  response.cookie(COOKIE, on ? 'on' : 'off', {
    path: '/staff',
    httpOnly: true,
    sameSite: 'strict',
    maxAge: 31_536_000_000,
  });
}
