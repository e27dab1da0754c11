import type { Logger } from 'pino';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import { headsFile } from './heads-file.ts';

/** Writes down where the audit log ends, so that entries cut off its end are missed. */
export interface HeadKeeper {
  /** Writes it down now, where it has moved. */
  keep(): Promise<void>;
  /** Does so again and again; what it returns ends that, after a last time. */
  start(): () => Promise<void>;
}

/**
 * Keeps heads in a file of the data folder and in the service's log, which usually goes to another machine.
 * @param everyMs milliseconds between two, a minute by default
 */
export function headKeeper(parts: {
  readonly db: LogDatabase;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly everyMs?: number;
}): HeadKeeper {
  const { db, dataDir, clock, logger, everyMs = 60_000 } = parts;
  const file = headsFile(dataDir);
  let last = file.read().heads.at(-1)?.seq ?? 0;
  const keep = async () => {
    const { seq, hash } = await db
      .selectFrom('audit_head')
      .select(['seq', 'hash'])
      .where('id', '=', 1)
      .executeTakeFirstOrThrow();
    if (Number(seq) === last) return;
    file.add({ seq: Number(seq), hash, at: clock().getTime() });
    logger.info({ audit: { seq: Number(seq), hash } }, 'the audit log ends here');
    last = Number(seq);
  };
  return {
    keep,
    start: () => {
      const timer = setInterval(() => {
        keep().catch(() => logger.error('the head of the audit log could not be written down'));
      }, everyMs);
      timer.unref();
      return async () => {
        clearInterval(timer);
        await keep();
      };
    },
  };
}
