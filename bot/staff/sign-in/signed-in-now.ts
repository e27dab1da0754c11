import type { Request, Response } from 'express';
import type { AuditLog } from '../audit/audit-log.ts';
import type { StaffCookies } from './cookies.ts';
import type { Sessions } from './sessions.ts';

/**
 * Starts a session for somebody who has shown who they are. Its token is always a new one, and the one that the
 * browser came with ends: nobody can plant a token and wait for it to become somebody's (fixation).
 */
export async function signedInNow(parts: {
  readonly request: Request;
  readonly response: Response;
  readonly id: string;
  readonly name: string;
  readonly method: 'password' | 'openid';
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly cookies: StaffCookies;
}): Promise<void> {
  const { request, response, id, name, method, audit, sessions, cookies } = parts;
  const before = cookies.read(request, 'staff');
  if (before) await sessions.end(before);
  await audit.record({ who: name, action: 'sign-in', details: { method, address: request.ip ?? '' } });
  cookies.write(response, 'staff', await sessions.start(id, method));
  cookies.clear(response, 'staff-visit');
}
