import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type DriftReport, driftReportSchema } from './drift-report.ts';

const fileSchema = z.object({
  form: z.literal(1),
  findings: z.record(z.string(), z.object({ by: z.string(), at: z.string() })),
});

/** Findings that somebody has dealt with, by id: who, and when (ISO 8601). */
export type Handled = ReadonlyMap<string, { readonly by: string; readonly at: string }>;

/** The newest report of a folder (`DATA_DIR/ingest`); null where none was made. @throws z.ZodError where it can't be read */
export function readReport(folder: string): DriftReport | null {
  const file = join(folder, 'drift.json');
  return existsSync(file) ? driftReportSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** Who has dealt with which finding. A finding whose page changes once more is another finding. */
export function readHandled(folder: string): Handled {
  const file = handledFile(folder);
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).findings));
}

/** Marks a finding as dealt with. */
export function markHandled(folder: string, id: string, by: string, now: Date): void {
  const findings = { ...Object.fromEntries(readHandled(folder)), [id]: { by, at: now.toISOString() } };
  const file = handledFile(folder);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify({ form: 1, findings }, null, 1));
  renameSync(`${file}.part`, file);
}

function handledFile(folder: string): string {
  return join(folder, 'handled.json');
}
