import { Field, Form } from '../page/form.tsx';

/** The page where somebody signs in. */
export function SignInForm(props: {
  readonly back: string;
  readonly name?: string;
  readonly error?: string | null;
  /** Whether the plan's identity provider can be used. */
  readonly openId: boolean;
}) {
  const { back, name, error, openId } = props;
  return (
    <>
      {error && (
        <p class="warning" role="alert">
          {error}
        </p>
      )}
      {openId && (
        <p>
          <a class="button main" href={`/staff/sign-in/openid?${new URLSearchParams({ back })}`}>
            Sign in with the plan's account
          </a>
        </p>
      )}
      {openId && <h2>Or with an account of this console</h2>}
      <Form action="/staff/sign-in">
        <input type="hidden" name="back" value={back} />
        <Field
          name="name"
          label="Name"
          autocomplete="username"
          required
          {...(name === undefined ? {} : { value: name })}
        />
        <Field name="password" label="Password" type="password" autocomplete="current-password" required />
        <Field
          name="code"
          label="Code"
          hint="Six digits from your authenticator app, or one of your recovery codes."
          autocomplete="one-time-code"
          required
        />
        <button type="submit" class="main">
          Sign in
        </button>
      </Form>
    </>
  );
}
