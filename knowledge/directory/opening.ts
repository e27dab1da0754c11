import { dateFormat } from './date-format.ts';
import type { Directory, Line, OfficeHours } from './directory.ts';
import { type CivilDate, isHoliday } from './holidays.ts';

/** Whether a line answers at a moment, and if not, when it next does. Times are instants. */
export type Opening =
  | { readonly kind: 'always' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'open'; readonly until: Date; readonly timeZone: string }
  | { readonly kind: 'closed'; readonly opens: Date; readonly today: boolean; readonly timeZone: string };

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAYS_AHEAD = 14;

/** Opening state of a line at `now`, with the line's own time zone and holidays. */
export function openingAt(line: Line, now: Date, directory: Directory): Opening {
  const { hours } = line;
  if (hours === 'always' || hours === 'unknown') return { kind: hours };
  const { timeZone } = hours;
  const today = civilDate(now, timeZone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const date = addDays(today, ahead);
    if (!worksOn(date, hours, directory)) continue;
    const opens = instant(date, hours.open, timeZone);
    const closes = instant(date, hours.close, timeZone);
    if (now < opens) return { kind: 'closed', opens, today: ahead === 0, timeZone };
    if (now < closes) return { kind: 'open', until: closes, timeZone };
  }
  return { kind: 'unknown' };
}

function worksOn(date: CivilDate, hours: OfficeHours, directory: Directory): boolean {
  const weekday = WEEKDAYS[new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay()];
  return (
    weekday !== undefined &&
    hours.days.includes(weekday) &&
    !isHoliday(date, hours.holidays, directory.holidays)
  );
}

function civilDate(moment: Date, timeZone: string): CivilDate {
  const [year = 0, month = 0, day = 0] = dateFormat('en-CA', { timeZone })
    .format(moment)
    .split('-')
    .map(Number);
  return { year, month, day };
}

function addDays(date: CivilDate, days: number): CivilDate {
  const moved = new Date(Date.UTC(date.year, date.month - 1, date.day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** Instants found so far: lines of a reply have few days and times between them, and finding one takes a while. */
const instants = new Map<string, number>();
const MOST_INSTANTS = 1_000;

/** The instant at which a wall clock in that zone shows that time; office hours avoid the hours of clock changes. */
function instant({ year, month, day }: CivilDate, clock: string, timeZone: string): Date {
  const key = `${year}-${month}-${day} ${clock} ${timeZone}`;
  let found = instants.get(key);
  if (found === undefined) {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    const asUtc = Date.UTC(year, month - 1, day, hour, minute);
    found = asUtc - offsetMs(new Date(asUtc - offsetMs(new Date(asUtc), timeZone)), timeZone);
    if (instants.size >= MOST_INSTANTS) instants.clear();
    instants.set(key, found);
  }
  return new Date(found);
}

function offsetMs(moment: Date, timeZone: string): number {
  const parts = dateFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const value = (type: string) => Number(parts.find(part => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return wall - Math.floor(moment.getTime() / 1000) * 1000;
}
