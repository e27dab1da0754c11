import express, { type Router } from 'express';
import { AppError } from '../app-error.ts';
import { auditLog } from './audit/audit-log.ts';
import { newestKey } from './audit/chain.ts';
import { errorPage } from './error-page.tsx';
import { staffAssets } from './page/assets.ts';
import type { NavEntry } from './page/nav.ts';
import { pageSender } from './page/send-page.ts';
import { includesRole } from './people/roles.ts';
import { accounts } from './sign-in/accounts.ts';
import { checkForm } from './sign-in/check-form.ts';
import { staffCookies } from './sign-in/cookies.ts';
import { databaseLockOut } from './sign-in/lock-out.ts';
import { openIdSignIn } from './sign-in/open-id.ts';
import { openIdPeople } from './sign-in/open-id-people.ts';
import { needs, staffOf } from './sign-in/request-staff.ts';
import { databaseSessions } from './sign-in/sessions.ts';
import { setUpPages } from './sign-in/set-up-pages.tsx';
import { signInPages } from './sign-in/sign-in-pages.tsx';
import type { SignInParts } from './sign-in/sign-in-parts.ts';
import { signedIn, whoAsks } from './sign-in/signed-in.ts';
import { staffSeal } from './sign-in/staff-seal.ts';
import { staffHeaders } from './staff-headers.ts';
import type { PageGroup, StaffParts, StaffTools } from './staff-tools.ts';
import { forgetSent } from './unsent/forget-sent.ts';
import { keepUnsent } from './unsent/keep-unsent.ts';
import { unsentForms } from './unsent/unsent-forms.ts';

const MOST_OF_A_FORM = '512kb';

/** The review console, at `/staff`. */
export function staffRouter(options: {
  readonly parts: StaffParts;
  readonly pages: readonly PageGroup[];
}): Router {
  const { parts, pages } = options;
  const { database, clock, logger, settings } = parts;
  const { db } = database;
  const audit = auditLog(db, newestKey(settings.keys), clock);
  const seal = staffSeal(settings.keys);
  const assets = staffAssets();
  const nav: NavEntry[] = [];
  const tools: StaffTools = {
    parts,
    audit,
    show: pageSender(assets, nav),
    needs,
    addToNav: entry => nav.push(entry),
  };
  const cookies = staffCookies(settings.publicUrl?.startsWith('https:') ?? false);
  const sessions = databaseSessions(db, clock, settings.times);
  const signIn: SignInParts = {
    accounts: accounts({ db, audit, seal, clock }),
    sessions,
    lockOut: databaseLockOut(db, clock, newestKey(settings.keys)),
    cookies,
    openId:
      settings.openId && settings.publicUrl
        ? {
            signIn: openIdSignIn({ settings: settings.openId, publicUrl: settings.publicUrl, seal, clock }),
            people: openIdPeople({ db, audit, clock }),
          }
        : null,
  };

  const console = express.Router();
  console.use(staffHeaders);
  console.use(assets.router);
  console.use(express.urlencoded({ extended: false, limit: MOST_OF_A_FORM }));
  console.use(whoAsks(cookies, sessions));
  const unsent = unsentForms({ db, seal, clock });
  console.use(keepUnsent(cookies, sessions, unsent));
  console.use(checkForm);
  signInPages(console, tools, signIn);
  setUpPages(console, tools, signIn);
  console.use(signedIn);
  console.use(forgetSent(unsent, logger));
  for (const addPages of pages) addPages(console, tools);
  console.get('/', (request, response, next) => {
    const first = nav
      .filter(({ role }) => includesRole(staffOf(request).role, role))
      .sort((a, b) => a.order - b.order)[0];
    if (first) response.redirect(303, first.href);
    else next();
  });
  console.use((_request, _response, next) => next(new AppError('NotFound', 'there is no such page')));
  console.use(errorPage(tools.show, logger));

  const router = express.Router();
  router.use('/staff', console);
  return router;
}
