import { auditPages } from './audit/audit-pages.tsx';
import { dashboardPages } from './dashboard/dashboard-page.tsx';
import { draftPages } from './drafts/draft-pages.tsx';
import { editionPages } from './drafts/edition-pages.tsx';
import { driftPages } from './drift/drift-pages.tsx';
import { exportPages } from './export/export-pages.ts';
import { gapPages } from './gaps/gaps-page.tsx';
import { judgePages } from './judge/judge-pages.ts';
import { peoplePages } from './people/people-pages.tsx';
import { retentionPages } from './retention/retention-pages.tsx';
import { accountPages } from './sign-in/account-pages.tsx';
import type { PageGroup } from './staff-tools.ts';
import { talkPages } from './talks/talk-pages.ts';
import { unsentPages } from './unsent/unsent-pages.tsx';

/** All pages of the console that only signed-in staff see. */
export const staffPages: readonly PageGroup[] = [
  // One a line.
  talkPages,
  judgePages,
  gapPages,
  draftPages,
  editionPages,
  driftPages,
  dashboardPages,
  accountPages,
  peoplePages,
  exportPages,
  unsentPages,
  retentionPages,
  auditPages,
];
