import type { RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Means } from '../../dialogs/means.ts';
import type { Editions } from '../editions/editions.ts';
import type { EditionStore } from '../transcripts/edition-store.ts';
import type { OpenDatabase } from '../transcripts/open-database.ts';
import type { TranscriptLog } from '../transcripts/transcript-log.ts';
import type { Clock } from '../turn/clock.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { NavEntry } from './page/nav.ts';
import type { SendPage } from './page/send-page.ts';
import type { Role } from './people/roles.ts';
import type { StaffSettings } from './staff-settings.ts';

/** What the console is built on; `main.ts` makes it. */
export interface StaffParts {
  readonly database: OpenDatabase;
  readonly log: TranscriptLog;
  /** What answers are made with now. */
  readonly means: () => Means;
  /** Ways to change what is live. */
  readonly knowledge: {
    readonly editions: Editions;
    readonly store: EditionStore;
    /** Takes over at once in this process what has gone live. */
    refresh(): Promise<void>;
  };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: StaffSettings;
}

/** What a page group works with. */
export interface StaffTools {
  readonly parts: StaffParts;
  readonly audit: AuditLog;
  /** Shows a page: `show(request, response, { title, content: <…/> })`. */
  readonly show: SendPage;
  /** Guard of a route: the role or a higher one. Everybody behind `/staff` but the sign-in pages is signed in. */
  needs(role: Role): RequestHandler;
  /** Adds a link to the bar. */
  addToNav(entry: NavEntry): void;
}

/** Pages that belong together, in a folder of their own. */
export type PageGroup = (router: Router, tools: StaffTools) => void;
