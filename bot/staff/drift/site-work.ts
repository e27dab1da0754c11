import {
  type DriftReport,
  driftReportSchema,
  type ReportedFinding,
} from '../../../knowledge/drift/drift-report.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';

/** Who has dealt with a finding, and when. */
export interface Mark {
  readonly by: string;
  readonly at: Date;
}

/** Tells who has dealt with a finding; null where nobody has since it is there. */
export type MarkOf = (found: ReportedFinding) => Mark | null;

const ONLY_ROW = 1;

/** The list of work that the site makes, in the database: every process shows the same findings and the same marks. */
export function siteWork(db: LogDatabase, clock: Clock) {
  return {
    /** The newest report; null where none was made. */
    report: async (): Promise<DriftReport | null> => {
      const row = await db
        .selectFrom('site_reports')
        .select('report')
        .where('id', '=', ONLY_ROW)
        .executeTakeFirst();
      return row ? driftReportSchema.parse(JSON.parse(row.report)) : null;
    },
    /** Puts a report in the place of the one before; marks of what is not in it any more go. */
    keep: async (report: DriftReport): Promise<void> => {
      const values = { report: JSON.stringify(report), made_at: Date.parse(report.made) };
      const ids = new Set(report.findings.map(({ id }) => id));
      await db.transaction().execute(async transaction => {
        await transaction
          .insertInto('site_reports')
          .values({ id: ONLY_ROW, ...values })
          .onConflict(conflict => conflict.column('id').doUpdateSet(values))
          .execute();
        const marks = await transaction.selectFrom('site_marks').select('finding').execute();
        const old = marks.map(({ finding }) => finding).filter(id => !ids.has(id));
        if (old.length > 0) await transaction.deleteFrom('site_marks').where('finding', 'in', old).execute();
      });
    },
    marks: async (): Promise<MarkOf> => {
      const rows = await db.selectFrom('site_marks').selectAll().execute();
      const marks = new Map(rows.map(row => [row.finding, row]));
      return ({ id, since }) => {
        const mark = marks.get(id);
        return mark && mark.since === since ? { by: mark.by, at: new Date(Number(mark.at)) } : null;
      };
    },
    /** Marks a finding as dealt with. */
    mark: async ({ id, since }: ReportedFinding, by: string): Promise<void> => {
      const values = { since, by, at: clock().getTime() };
      await db
        .insertInto('site_marks')
        .values({ finding: id, ...values })
        .onConflict(conflict => conflict.column('finding').doUpdateSet(values))
        .execute();
    },
    /** Puts a finding back on the list. */
    unmark: async ({ id }: ReportedFinding): Promise<void> => {
      await db.deleteFrom('site_marks').where('finding', '=', id).execute();
    },
  };
}

export type SiteWork = ReturnType<typeof siteWork>;
