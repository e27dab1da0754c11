import { z } from 'zod';
import type { Seal } from '../../state/seal.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';

/** A form that came too late: its writer had been signed out meanwhile. */
export interface UnsentForm {
  /** Where it was to go. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The last such form of each person, under seal, so that no time-out costs what somebody wrote (WCAG 2.2.5). */
export interface UnsentForms {
  keep(staffId: string, form: UnsentForm): Promise<void>;
  /** The form of somebody, or null where there is none, or it is older than a working day. */
  find(staffId: string): Promise<UnsentForm | null>;
  forget(staffId: string): Promise<void>;
}

const KEPT_MS = 12 * 3_600_000;
const schema = z.object({ action: z.string(), fields: z.record(z.string(), z.string()) });

export function unsentForms(parts: {
  readonly db: LogDatabase;
  readonly seal: Seal;
  readonly clock: Clock;
}): UnsentForms {
  const { db, seal, clock } = parts;
  const forget = async (staffId: string) => {
    await db.deleteFrom('unsent_forms').where('staff_id', '=', staffId).execute();
  };
  return {
    keep: async (staffId, form) => {
      await db
        .deleteFrom('unsent_forms')
        .where('at', '<', clock().getTime() - KEPT_MS)
        .execute();
      const kept = { sealed: seal.close(JSON.stringify(form)), at: clock().getTime() };
      await db
        .insertInto('unsent_forms')
        .values({ staff_id: staffId, ...kept })
        .onConflict(conflict => conflict.column('staff_id').doUpdateSet(kept))
        .execute();
    },
    find: async staffId => {
      const row = await db
        .selectFrom('unsent_forms')
        .selectAll()
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      if (!row) return null;
      if (clock().getTime() - Number(row.at) > KEPT_MS) {
        await forget(staffId);
        return null;
      }
      return schema.parse(JSON.parse(seal.open(row.sealed)));
    },
    forget,
  };
}
