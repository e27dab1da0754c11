import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';

const MARK = { ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' } as const;

const findings = await examine(process.env, process.version);
for (const finding of findings) process.stdout.write(line(finding));
const problems = findings.filter(({ level }) => level === 'problem').length;
const warnings = findings.filter(({ level }) => level === 'warning').length;
process.stdout.write(`${problems} problems, ${warnings} warnings\n`);
process.exitCode = problems > 0 ? 1 : 0;

function line({ level, subject, says, todo }: Finding): string {
  const next = todo === undefined ? '' : `${' '.repeat(21)}→ ${todo}\n`;
  return `${MARK[level]} ${subject.padEnd(12)}${says}\n${next}`;
}
