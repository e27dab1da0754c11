import type { Accounts } from './accounts.ts';
import type { StaffCookies } from './cookies.ts';
import type { LockOut } from './lock-out.ts';
import type { OpenId } from './open-id.ts';
import type { OpenIdPeople } from './open-id-people.ts';
import type { Sessions } from './sessions.ts';

/** What the pages work with that nobody has to be signed in for. */
export interface SignInParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly lockOut: LockOut;
  readonly cookies: StaffCookies;
  /** The plan's identity provider; null where there is none. */
  readonly openId: { readonly signIn: OpenId; readonly people: OpenIdPeople } | null;
}
