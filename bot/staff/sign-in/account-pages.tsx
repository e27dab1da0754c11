import { AppError } from '../../app-error.ts';
import { newestKey } from '../audit/chain.ts';
import { Field, Form } from '../page/form.tsx';
import { formText } from '../page/form-text.ts';
import type { PageGroup } from '../staff-tools.ts';
import { accounts as makeAccounts } from './accounts.ts';
import { databaseLockOut } from './lock-out.ts';
import { passwordProblem, SHORTEST_PASSWORD } from './password.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { staffOf } from './request-staff.ts';
import { databaseSessions } from './sessions.ts';
import { staffSeal } from './staff-seal.ts';

/** What everybody can do with their own account. */
export const accountPages: PageGroup = (router, { parts, audit, show }) => {
  const { clock, settings } = parts;
  const { db } = parts.database;
  const accounts = makeAccounts({ db, audit, seal: staffSeal(settings.keys), clock });
  const sessions = databaseSessions(db, clock, settings.times);
  const lockOut = databaseLockOut(db, clock, newestKey(settings.keys));

  /** What can't be undone asks again for what only the owner has. */
  const confirm = async (id: string, request: Parameters<typeof formText>[0]): Promise<string | null> => {
    const { name } = staffOf(request);
    await lockOut.count(name, request.ip ?? '');
    const row = await accounts.check(name, formText(request, 'password'), formText(request, 'code'));
    if (row?.id !== id) return 'Password and code do not go together, or the code was used before.';
    await lockOut.succeeded(name, request.ip ?? '');
    return null;
  };

  const page = (
    problem: { readonly at: 'password' | 'codes'; readonly text: string } | null,
    local: boolean,
  ) => (
    <>
      <h2>Sessions</h2>
      <Form action="/staff/account/sign-out-everywhere">
        <button type="submit">Sign out on all devices</button>
      </Form>
      {local && (
        <>
          <h2>New password</h2>
          <Form action="/staff/account/password">
            {problem?.at === 'password' && <p class="warning">{problem.text}</p>}
            <Confirmation prefix="p" />
            <Field
              name="new"
              label="New password"
              type="password"
              hint={`${SHORTEST_PASSWORD} characters or more.`}
              autocomplete="new-password"
              required
            />
            <button type="submit">Change password</button>
          </Form>
          <h2>New recovery codes</h2>
          <Form action="/staff/account/recovery-codes">
            {problem?.at === 'codes' && <p class="warning">{problem.text}</p>}
            <Confirmation prefix="r" />
            <button type="submit">Make new codes</button>
          </Form>
        </>
      )}
      {!local && <p>Your password and second factor are kept by the plan's own sign-in.</p>}
    </>
  );

  const isLocal = async (id: string) => {
    const row = await db.selectFrom('staff').select('openid').where('id', '=', id).executeTakeFirst();
    if (!row) throw new AppError('Unauthorized', 'please sign in');
    return row.openid === null;
  };

  router.get('/account', async (request, response) => {
    const { id, name } = staffOf(request);
    show(request, response, { title: `Your account: ${name}`, content: page(null, await isLocal(id)) });
  });

  router.post('/account/sign-out-everywhere', async (request, response) => {
    const { id, name } = staffOf(request);
    await sessions.endAll(id);
    await audit.record({ who: name, action: 'sign-out.everywhere' });
    response.redirect(303, '/staff/sign-in');
  });

  router.post('/account/password', async (request, response) => {
    const { id, name } = staffOf(request);
    const password = formText(request, 'new');
    const text = passwordProblem(password, name) ?? (await confirm(id, request));
    if (text !== null) {
      const content = page({ at: 'password', text }, true);
      show(request, response, { title: `Your account: ${name}`, status: 422, content });
      return;
    }
    await accounts.setPassword(id, password);
    response.redirect(303, '/staff/sign-in');
  });

  router.post('/account/recovery-codes', async (request, response) => {
    const { id, name } = staffOf(request);
    const text = await confirm(id, request);
    if (text !== null) {
      const content = page({ at: 'codes', text }, true);
      show(request, response, { title: `Your account: ${name}`, status: 422, content });
      return;
    }
    const content = <RecoveryCodes codes={await accounts.renewRecoveryCodes(id)} />;
    show(request, response, { title: 'Your recovery codes', content });
  });
};

function Confirmation({ prefix }: { readonly prefix: string }) {
  return (
    <>
      <Field
        name="password"
        id={`${prefix}-password`}
        label="Your password now"
        type="password"
        autocomplete="current-password"
        required
      />
      <Field
        name="code"
        id={`${prefix}-code`}
        label="Code"
        hint="Six digits from your authenticator app, or a recovery code."
        autocomplete="one-time-code"
        required
      />
    </>
  );
}
