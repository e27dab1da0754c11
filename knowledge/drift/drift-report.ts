import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * What was found. `section-*` and `page-*`: of the place that an article comes from. `number-*`: of phone lines on the site
 * beside the directory. `translations-*`: one finding a language, for all its topics.
 */
export const FINDING_KINDS = [
  'section-changed',
  'section-moved',
  'section-gone',
  'page-changed',
  'page-newer',
  'page-moved',
  'page-gone',
  'page-failed',
  'number-unknown',
  'number-differs',
  'link-dead',
  'expired',
  'expires-soon',
  'translations-unreviewed',
  'translations-stale',
] as const;

const findingSchema = z.object({
  /** The same for the same finding in every report, as long as neither side of it changes. */
  id: z.string(),
  kind: z.enum(FINDING_KINDS),
  /** `error`: members may be told what is wrong. `warning`: someone should look. `notice`: good to know; no reason to fail. */
  severity: z.enum(['error', 'warning', 'notice']),
  /** Topics whose articles it is about; none for numbers that no article gives. */
  topics: z.array(z.string()),
  language: z.string().nullable(),
  url: z.string().nullable(),
  /** Number of the section, as in the article's `source`. */
  section: z.string().nullable(),
  /** One sentence for an editor. */
  message: z.string(),
  /** What the article was last compared with, and what is there now. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** One thing for an editor to look at. */
export type Finding = Readonly<z.infer<typeof findingSchema>>;

const reportedSchema = findingSchema.extend({
  /** ISO 8601: the report since which it is there without a break. Once it went and came back, it is another one. */
  since: z.string().default(''),
});

/** A finding as a report has it. */
export type ReportedFinding = Readonly<z.infer<typeof reportedSchema>>;

/** Form of the JSON report. Fields may be added; `form` changes where one goes or means something else. */
export const driftReportSchema = z.object({
  form: z.literal(1),
  /** ISO 8601. */
  made: z.string(),
  crawl: z.object({ id: z.string(), begun: z.string(), pages: z.int() }).nullable(),
  /** Topics; those whose source was in the crawl; those whose source was seen for the first time. */
  topics: z.object({ all: z.int(), read: z.int(), firstSeen: z.int() }),
  findings: z.array(reportedSchema),
});

export type DriftReport = Readonly<z.infer<typeof driftReportSchema>>;

/** A finding with its id; what is left out is empty. */
export function finding(
  kind: Finding['kind'],
  severity: Finding['severity'],
  message: string,
  more: Partial<Finding> = {},
): Finding {
  const found = { topics: [], language: null, url: null, section: null, before: null, after: null, ...more };
  const { topics, language, url, section, before, after } = found;
  const key = JSON.stringify([kind, topics, language, url, section, before, after]);
  const id = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return { ...found, id, kind, severity, message };
}

/** Whether a nightly job should fail. */
export function needsWork({ findings }: DriftReport): boolean {
  return findings.some(({ severity }) => severity !== 'notice');
}
