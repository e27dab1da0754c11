import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { KnowledgeError } from '../knowledge-error.ts';
import { projectRoot } from '../project-root.ts';
import { type HolidayCalendars, holidaySchema } from './holidays.ts';

const weekday = z.enum(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const officeHours = z.strictObject({
  timeZone: z.string(),
  days: z.array(weekday).min(1),
  open: clock,
  close: clock,
  holidays: z.enum(['federal', 'state', 'county']),
});

const lineSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  number: z.string().regex(/^(911|988|711|1-\d{3}-\d{3}-\d{4})$/),
  vanity: z.string().optional(),
  tty: z
    .string()
    .regex(/^(711|1-\d{3}-\d{3}-\d{4})$/)
    .nullable(),
  hours: z.union([z.literal('always'), z.literal('unknown'), officeHours]),
  languages: z.literal('interpreters').optional(),
  plans: z.array(z.string()).optional(),
  basis: z.enum(['seed', 'site', 'official']),
  kind: z.enum(['phone', 'fax', 'emergency']).default('phone'),
});

const planSchema = z.strictObject({ id: z.string(), line: z.string(), topic: z.string() });
const noticeSchema = z.strictObject({
  id: z.literal('nopp'),
  url: z.string().includes('{code}'),
  codes: z.record(z.string(), z.string()),
});

/** Opening times of an office in its own time zone. */
export type OfficeHours = Readonly<z.infer<typeof officeHours>>;
/** A phone line: the only source of any number a member reads. */
export type Line = Readonly<z.infer<typeof lineSchema>>;
/** A health plan with its Member Services line and the article that gives it. */
export type Plan = Readonly<z.infer<typeof planSchema>>;

/** All that is known of phone lines, plans, office holidays and the privacy notices. */
export interface Directory {
  readonly lines: ReadonlyMap<string, Line>;
  readonly plans: readonly Plan[];
  readonly holidays: HolidayCalendars;
  /** Address of the Notice of Privacy Practices in a language (primary subtag), or undefined where there is none. */
  notice(language: string): string | undefined;
}

/**
 * Reads the directory's files and checks them.
 * @throws {KnowledgeError} `directory-invalid`, naming the file and what is wrong in it.
 */
export function loadDirectory(folder = join(projectRoot(), 'knowledge', 'directory')): Directory {
  const lines = new Map<string, Line>();
  for (const line of read(folder, 'lines.yaml', z.array(lineSchema))) {
    if (lines.has(line.id)) throw invalid('lines.yaml', `line id '${line.id}' stands twice`);
    lines.set(line.id, line);
  }
  const plans = read(folder, 'plans.yaml', z.array(planSchema));
  for (const plan of plans) {
    if (!lines.has(plan.line)) throw invalid('plans.yaml', `plan '${plan.id}' names no known line`);
  }
  const notices = read(folder, 'notices.yaml', noticeSchema);
  const holidays = read(folder, 'holidays.yaml', holidaySchema);
  return {
    lines,
    plans,
    holidays,
    notice: language => {
      const code = Object.hasOwn(notices.codes, language) ? notices.codes[language] : undefined;
      return code === undefined ? undefined : notices.url.replace('{code}', code);
    },
  };
}

function read<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(contentOf(folder, file));
  if (!parsed.success) throw invalid(file, z.prettifyError(parsed.error));
  return parsed.data;
}

function contentOf(folder: string, file: string): unknown {
  const text = readFileSync(join(folder, file), 'utf8');
  try {
    return parse(text);
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : 'bad YAML');
  }
}

function invalid(file: string, problem: string): KnowledgeError {
  return new KnowledgeError('directory-invalid', `knowledge/directory/${file}: ${problem}`);
}
