import type { RequestHandler } from 'express';
import { QUIET } from '../page/quiet.ts';
import type { StaffCookies } from './cookies.ts';
import type { Sessions } from './sessions.ts';
import { formToken, newToken } from './tokens.ts';

/** Finds out who asks, and gives every browser what its forms are checked with. Lets everybody through. */
export function whoAsks(cookies: StaffCookies, sessions: Sessions): RequestHandler {
  return async (request, response, next) => {
    const token = cookies.read(request, 'staff');
    const session = token ? await sessions.find(token, request.query[QUIET] === '1') : null;
    if (token && session) {
      request.staff = session.staff;
      request.sessionMs = session.leftMs;
      request.formToken = formToken(token);
    } else {
      let visit = cookies.read(request, 'staff-visit');
      if (!visit) {
        visit = newToken();
        cookies.write(response, 'staff-visit', visit);
      }
      request.formToken = formToken(visit);
    }
    next();
  };
}

/** Sends who is not signed in to do so first, and back afterwards. */
export const signedIn: RequestHandler = (request, response, next) => {
  if (request.staff) {
    next();
    return;
  }
  const back = request.method === 'GET' ? request.originalUrl : '/staff';
  response.redirect(303, `/staff/sign-in?${new URLSearchParams({ back })}`);
};
