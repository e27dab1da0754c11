import type { Router } from 'express';
import { auditLog } from './audit/audit-log.ts';
import { newestKey } from './audit/chain.ts';
import { headKeeper } from './audit/keep-heads.ts';
import { startCountingDays } from './dashboard/count-days.ts';
import { nightly } from './retention/nightly.ts';
import { purge } from './retention/purge.ts';
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
  const audit = auditLog(parts.database.db, newestKey(settings.keys), clock);
  const nights = nightly({
    db: parts.database.db,
    clock,
    logger,
    run: () => purge({ database: parts.database, audit, policy: settings.retention, clock, by: 'system' }),
  });
  return {
    router: staffRouter({ parts, pages: staffPages }),
    start: () => {
      const endHeads = heads.start();
      const endNights = nights.start();
      const endCounting = startCountingDays({ db: parts.database.db, clock, logger });
      return async () => {
        endNights();
        await endCounting();
        await endHeads();
      };
    },
  };
}
