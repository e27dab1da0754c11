import type { Request, Response, Router } from 'express';
import { AppError } from '../../app-error.ts';
import { formText, queryText } from '../page/form-text.ts';
import type { StaffMember } from '../people/staff-member.ts';
import type { StaffTools } from '../staff-tools.ts';
import { safeBack } from './back.ts';
import { OPEN_ID_MS } from './open-id.ts';
import { lockRecorder } from './record-locks.ts';
import { SignInForm } from './sign-in-form.tsx';
import type { SignInParts } from './sign-in-parts.ts';
import { signedInNow } from './signed-in-now.ts';

const WRONG =
  'Name, password and code do not go together, or the code was used before. Wait for the next code and try again.';

/** Signing in and out: the pages that nobody has to be signed in for. */
export function signInPages(router: Router, tools: StaffTools, parts: SignInParts): void {
  const { audit, show } = tools;
  const recordLock = lockRecorder(audit, tools.parts.clock);
  const { accounts, sessions, lockOut, cookies, openId } = parts;

  const form = (request: Request, response: Response, error: string | null, status = 200) => {
    const back = safeBack(formText(request, 'back') || queryText(request, 'back'));
    const name = formText(request, 'name');
    const content = <SignInForm back={back} name={name} error={error} openId={openId !== null} />;
    show(request, response, { title: 'Sign in', content, status });
  };

  router.get('/sign-in', (request, response) => {
    if (request.staff) response.redirect(303, safeBack(queryText(request, 'back')));
    else form(request, response, null);
  });

  router.post('/sign-in', async (request, response) => {
    const name = formText(request, 'name');
    const address = request.ip ?? '';
    try {
      await lockOut.count(name, address);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const seconds = error.retryAfter ?? 60;
      await recordLock(address, seconds);
      response.setHeader('Retry-After', String(seconds));
      form(
        request,
        response,
        `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`,
        error.status,
      );
      return;
    }
    const row = await accounts.check(name, formText(request, 'password'), formText(request, 'code'));
    if (!row) {
      // The name as typed is not kept: people type their password there by mistake.
      await audit.record({ who: 'system', action: 'sign-in.failed', details: { address } });
      form(request, response, WRONG, 401);
      return;
    }
    await lockOut.succeeded(name, address);
    await welcome(request, response, row, 'password', safeBack(formText(request, 'back')));
  });

  router.post('/sign-out', async (request, response) => {
    const token = cookies.read(request, 'staff');
    if (token) await sessions.end(token);
    if (request.staff) await audit.record({ who: request.staff.name, action: 'sign-out' });
    cookies.clear(response, 'staff');
    response.setHeader('Clear-Site-Data', '"cache"');
    response.redirect(303, '/staff/sign-in');
  });

  if (openId) {
    router.get('/sign-in/openid', async (request, response) => {
      const { url, kept } = await openId.signIn.start(safeBack(queryText(request, 'back')));
      cookies.write(response, 'staff-openid', kept, OPEN_ID_MS);
      response.redirect(303, url);
    });

    router.get('/sign-in/openid/back', async (request, response) => {
      const kept = cookies.read(request, 'staff-openid');
      cookies.clear(response, 'staff-openid');
      const url = new URL(request.originalUrl, 'http://localhost');
      const { person, back } = await openId.signIn.finish(url, kept);
      await welcome(request, response, await openId.people.account(person), 'openid', safeBack(back));
    });
  }

  async function welcome(
    request: Request,
    response: Response,
    { id, name }: Pick<StaffMember, 'id' | 'name'>,
    method: 'password' | 'openid',
    back: string,
  ): Promise<void> {
    await signedInNow({ request, response, id, name, method, audit, ...parts });
    response.redirect(303, back);
  }
}
