import type { Request, RequestHandler } from 'express';
import { FORM_TOKEN } from '../page/form.tsx';
import { formText } from '../page/form-text.ts';
import type { StaffCookies } from '../sign-in/cookies.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { formToken, sameText } from '../sign-in/tokens.ts';
import type { UnsentForms } from './unsent-forms.ts';

/** Forms with these are never kept: what they hold is secret. */
const SECRET = /^(?:password|code|new|again|digits)$/;

/**
 * Keeps a form whose writer was signed out while writing, and has them sign in first. Only a form of their own
 * session counts: it carries the token that only that session's pages had.
 */
export function keepUnsent(cookies: StaffCookies, sessions: Sessions, unsent: UnsentForms): RequestHandler {
  return async (request, response, next) => {
    const staffId = request.method === 'POST' && !request.staff ? await writer(request) : null;
    const fields = fieldsOf(request);
    if (staffId === null || Object.keys(fields).some(name => SECRET.test(name))) {
      next();
      return;
    }
    await unsent.keep(staffId, { action: request.originalUrl, fields });
    response.redirect(303, `/staff/sign-in?${new URLSearchParams({ back: '/staff/unsent' })}`);
  };

  async function writer(request: Request): Promise<string | null> {
    const token = cookies.read(request, 'staff');
    const given = formText(request, FORM_TOKEN);
    if (!token || !sameText(given, formToken(token))) return null;
    return sessions.timedOut(token);
  }
}

function fieldsOf(request: Request): Readonly<Record<string, string>> {
  const body: Readonly<Record<string, unknown>> = request.body ?? {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      name !== FORM_TOKEN && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
