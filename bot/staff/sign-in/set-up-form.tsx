import { Field, Form } from '../page/form.tsx';
import { QrCode } from '../page/qr-code.tsx';
import type { InvitedAccount } from './accounts.ts';
import { SHORTEST_PASSWORD } from './password.ts';
import { totpAddress } from './second-factor.ts';

/** The page where the owner of a new account chooses a password and connects an authenticator app. */
export function SetUpForm(props: {
  readonly code: string;
  readonly account: InvitedAccount;
  readonly errors?: {
    readonly password?: string | null;
    readonly again?: string | null;
    readonly digits?: string | null;
  };
}) {
  const { code, account, errors = {} } = props;
  const groups = account.totpSecret.match(/.{1,4}/g) ?? [];
  return (
    <>
      <p>
        Your name here is <strong>{account.name}</strong>.
      </p>
      <Form action="/staff/set-up">
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="username" value={account.name} autocomplete="username" />
        <h2>1. Choose a password</h2>
        <Field
          name="password"
          label="Password"
          type="password"
          hint={`${SHORTEST_PASSWORD} characters or more. Three or four words are good.`}
          error={errors.password ?? null}
          autocomplete="new-password"
          required
        />
        <Field
          name="again"
          label="The same password again"
          type="password"
          error={errors.again ?? null}
          autocomplete="new-password"
          required
        />
        <h2>2. Connect an authenticator app</h2>
        <p>Scan this with an authenticator app on your phone.</p>
        <QrCode
          text={totpAddress(account.totpSecret, account.name)}
          label="QR code for your authenticator app"
        />
        <p>
          No camera? Type this key into the app: <code>{groups.join(' ')}</code>
        </p>
        <Field
          name="digits"
          label="Six digits that the app shows now"
          error={errors.digits ?? null}
          autocomplete="one-time-code"
          inputMode="numeric"
          required
        />
        <button type="submit" class="main">
          Finish
        </button>
      </Form>
    </>
  );
}
