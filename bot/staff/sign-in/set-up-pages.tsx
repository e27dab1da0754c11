import type { Router } from 'express';
import { AppError } from '../../app-error.ts';
import { formText, queryText } from '../page/form-text.ts';
import type { StaffTools } from '../staff-tools.ts';
import { passwordProblem } from './password.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpForm } from './set-up-form.tsx';
import type { SignInParts } from './sign-in-parts.ts';

const USED = 'this link was used already, or is too old; ask an admin for a new one';

/** Where the owner of a new account takes it over, by the one-time link they got. */
export function setUpPages(router: Router, { show }: StaffTools, { accounts, lockOut }: SignInParts): void {
  router.get('/set-up', async (request, response) => {
    const code = queryText(request, 'code');
    const account = await accounts.invited(code);
    if (!account) throw new AppError('NotFound', USED);
    show(request, response, {
      title: 'Set up your account',
      content: <SetUpForm code={code} account={account} />,
    });
  });

  router.post('/set-up', async (request, response) => {
    const code = formText(request, 'code');
    const account = await accounts.invited(code);
    if (!account) throw new AppError('NotFound', USED);
    const password = formText(request, 'password');
    const problem = passwordProblem(password, account.name);
    const differs = password === formText(request, 'again') ? null : 'The two are not the same.';
    if (problem === null && differs === null) await lockOut.count(`set-up ${account.name}`, request.ip ?? '');
    const codes =
      problem === null && differs === null
        ? await accounts.setUp(code, password, formText(request, 'digits'))
        : null;
    if (codes) {
      show(request, response, {
        title: 'Your recovery codes',
        notice: 'Your account is ready.',
        content: <RecoveryCodes codes={codes} />,
      });
      return;
    }
    const digits =
      problem === null && differs === null
        ? 'These are not the digits of now. Wait for the next ones.'
        : null;
    show(request, response, {
      title: 'Set up your account',
      status: 422,
      content: (
        <SetUpForm code={code} account={account} errors={{ password: problem, again: differs, digits }} />
      ),
    });
  });
}
