import { auditPages } from './audit/audit-pages.tsx';
import { peoplePages } from './people/people-pages.tsx';
import { accountPages } from './sign-in/account-pages.tsx';
import type { PageGroup } from './staff-tools.ts';

/** All pages of the console that only signed-in staff see. */
export const staffPages: readonly PageGroup[] = [accountPages, peoplePages, auditPages];
