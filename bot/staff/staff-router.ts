import express, { type Router } from 'express';
import { AppError } from '../app-error.ts';
import { auditLog } from './audit/audit-log.ts';
import { errorPage } from './error-page.tsx';
import { staffAssets } from './page/assets.ts';
import type { NavEntry } from './page/nav.ts';
import { pageSender } from './page/send-page.ts';
import { includesRole } from './people/roles.ts';
import { checkForm } from './sign-in/check-form.ts';
import { staffCookies } from './sign-in/cookies.ts';
import { needs, staffOf } from './sign-in/request-staff.ts';
import { databaseSessions } from './sign-in/sessions.ts';
import { signedIn, whoAsks } from './sign-in/signed-in.ts';
import { staffHeaders } from './staff-headers.ts';
import type { PageGroup, StaffParts, StaffTools } from './staff-tools.ts';

const MOST_OF_A_FORM = '512kb';

/** The review console, at `/staff`. */
export function staffRouter(options: {
  readonly parts: StaffParts;
  readonly pages: readonly PageGroup[];
}): Router {
  const { parts, pages } = options;
  const { database, clock, logger, settings } = parts;
  const assets = staffAssets();
  const nav: NavEntry[] = [];
  const tools: StaffTools = {
    parts,
    audit: auditLog(database.db, settings.key, clock),
    show: pageSender(assets, nav),
    needs,
    addToNav: entry => nav.push(entry),
  };
  const cookies = staffCookies(settings.publicUrl?.startsWith('https:') ?? false);
  const sessions = databaseSessions(database.db, clock, settings.times);

  const console = express.Router();
  console.use(staffHeaders);
  console.use(assets.router);
  console.use(express.urlencoded({ extended: false, limit: MOST_OF_A_FORM }));
  console.use(whoAsks(cookies, sessions));
  console.use(checkForm);
  console.use(signedIn);
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
