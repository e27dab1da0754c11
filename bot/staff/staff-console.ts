import type { Router } from 'express';
import { headKeeper } from './audit/keep-heads.ts';
import { staffPages } from './staff-pages.ts';
import { staffRouter } from './staff-router.ts';
import type { StaffParts } from './staff-tools.ts';

/** The console, and what it does without being asked. */
export interface StaffConsole {
  readonly router: Router;
  /** Begins what goes on in the background; what it returns ends that. */
  start(): () => Promise<void>;
}

/** Puts the console together from its parts. */
export function staffConsole(parts: StaffParts): StaffConsole {
  const { clock, logger, settings } = parts;
  const heads = headKeeper({ db: parts.database.db, dataDir: settings.dataDir, clock, logger });
  return {
    router: staffRouter({ parts, pages: staffPages }),
    start: () => heads.start(),
  };
}
