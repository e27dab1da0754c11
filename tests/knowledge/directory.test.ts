import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDirectory } from '../../knowledge/directory/directory.ts';
import { isHoliday } from '../../knowledge/directory/holidays.ts';
import { openingAt } from '../../knowledge/directory/opening.ts';
import { projectRoot } from '../../knowledge/project-root.ts';

const directory = loadDirectory();
const line = (id: string) => {
  const found = directory.lines.get(id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
};

describe('the directory of phone lines', () => {
  it('gives each plan its Member Services, with TTY', () => {
    const lines = directory.plans.map(plan => [plan.id, line(plan.line).number, line(plan.line).tty]);
    expect(lines).toEqual([
      ['medi-cal', '1-888-839-9909', '711'],
      ['lacc', '1-855-270-2327', '711'],
      ['pasc', '1-844-854-7272', '711'],
      ['dsnp', '1-833-522-3767', '711'],
    ]);
  });

  it('holds none of the numbers that are known to be wrong', () => {
    const all = [...directory.lines.values()].flatMap(({ number, tty }) => [number, tty]);
    for (const wrong of [
      '1-855-222-4239',
      '1-866-579-6246',
      '1-866-522-2731',
      '1-855-576-1620',
      '1-626-569-1399',
    ]) {
      expect(all).not.toContain(wrong);
    }
  });

  it('knows that the file codes of the privacy notice are no ISO codes', () => {
    expect(directory.notice('hy')).toContain('_nopp_ar_');
    expect(directory.notice('ar')).toContain('_nopp_ab_');
    expect(directory.notice('tl')).toContain('_nopp_ta_');
    expect(directory.notice('xx')).toBeUndefined();
  });

  it('names file and field of a line that is not well formed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'directory-'));
    cpSync(join(projectRoot(), 'knowledge', 'directory'), folder, { recursive: true });
    const file = join(folder, 'lines.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('1-866-613-3777', '866 613 3777'));
    expect(() => loadDirectory(folder)).toThrow(/lines\.yaml[\s\S]*number/);
  });
});

describe('opening hours', () => {
  const dpss = line('dpss');
  const at = (iso: string) => openingAt(dpss, new Date(iso), directory);

  it('is open on a working day in Los Angeles, until closing time', () => {
    expect(at('2026-11-24T18:00:00Z')).toMatchObject({
      kind: 'open',
      until: new Date('2026-11-25T01:30:00Z'),
    });
  });

  it('opens later today before the first hour', () => {
    expect(at('2026-11-24T14:00:00Z')).toMatchObject({
      kind: 'closed',
      today: true,
      opens: new Date('2026-11-24T15:30:00Z'),
    });
  });

  it('skips the weekend', () => {
    expect(at('2026-11-22T20:00:00Z')).toMatchObject({
      kind: 'closed',
      opens: new Date('2026-11-23T15:30:00Z'),
    });
  });

  it('skips Thanksgiving, the day after it and the weekend', () => {
    expect(at('2026-11-26T18:00:00Z')).toMatchObject({
      kind: 'closed',
      opens: new Date('2026-11-30T15:30:00Z'),
    });
  });

  it('keeps the wall clock through the change to summer time', () => {
    expect(at('2026-03-09T10:00:00Z')).toMatchObject({
      kind: 'closed',
      opens: new Date('2026-03-09T14:30:00Z'),
    });
  });

  it('never closes a plan line', () => {
    expect(openingAt(line('medi-cal'), new Date('2026-12-25T08:00:00Z'), directory)).toEqual({
      kind: 'always',
    });
  });
});

describe('holidays', () => {
  it.each([
    ['county', { year: 2026, month: 7, day: 3 }, true], // the Fourth is a Saturday
    ['state', { year: 2026, month: 7, day: 3 }, false],
    ['federal', { year: 2027, month: 12, day: 31 }, true], // New Year's Day 2028 is a Saturday
    ['county', { year: 2026, month: 3, day: 30 }, true], // last Monday of March
    ['state', { year: 2026, month: 3, day: 31 }, true],
    ['federal', { year: 2026, month: 3, day: 31 }, false],
    ['county', { year: 2026, month: 11, day: 24 }, false],
  ] as const)('%s keeps %j: %s', (calendar, date, kept) => {
    expect(isHoliday(date, calendar, directory.holidays)).toBe(kept);
  });
});
