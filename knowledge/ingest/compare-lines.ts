import type { Directory, Line } from '../directory/directory.ts';
import type { PrintedHours } from './find/find-hours.ts';
import type { FoundLine } from './find/find-lines.ts';

/** How what a page prints of a phone line stands to the directory. */
export interface ComparedLine {
  readonly found: FoundLine;
  /** The directory's line with that number, as its voice number or its TTY; null where there is none. */
  readonly line: Line | null;
  readonly tty: 'same' | 'differs' | 'not printed';
  readonly hours: 'same' | 'differs' | 'not printed' | 'not known';
}

/** Compares the phone lines of a page with the directory. A number that is a line's TTY is known, and nothing more is compared. */
export function compareLines(lines: readonly FoundLine[], directory: Directory): readonly ComparedLine[] {
  const all = [...directory.lines.values()];
  return lines.map((found): ComparedLine => {
    const line = all.find(({ number }) => number === found.number);
    if (!line) {
      const tty = all.find(known => known.tty === found.number) ?? null;
      return { found, line: tty, tty: 'not printed', hours: 'not printed' };
    }
    return {
      found,
      line,
      tty: found.tty === null ? 'not printed' : sameTty(found.tty, line) ? 'same' : 'differs',
      hours: compareHours(found.hours, line),
    };
  });
}

/** 711, the nationwide relay, reaches every line, also one with a TTY of its own. */
function sameTty(tty: string, line: Line): boolean {
  return tty === line.tty || tty === '711';
}

function compareHours(printed: PrintedHours | null, { hours }: Line): ComparedLine['hours'] {
  if (printed === null) return 'not printed';
  if (hours === 'unknown') return 'not known';
  if (hours === 'always' || printed.kind === 'always') return hours === printed.kind ? 'same' : 'differs';
  const sameDays =
    hours.days.length === printed.days.length && hours.days.every(day => printed.days.includes(day));
  return sameDays && hours.open === printed.open && hours.close === printed.close ? 'same' : 'differs';
}
