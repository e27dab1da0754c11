import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DriftReport, driftReportSchema } from './drift-report.ts';

/** The last report of a folder (`DATA_DIR/ingest`); null where none was made. @throws SyntaxError or z.ZodError where it can't be read */
export function readReport(folder: string): DriftReport | null {
  const file = join(folder, 'drift.json');
  return existsSync(file) ? driftReportSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}
