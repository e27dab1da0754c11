import { z } from 'zod';

const rule = z.union([
  z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  z.strictObject({
    month: z.int().min(1).max(12),
    weekday: z.enum(['mon', 'thu']),
    nth: z.union([z.int().min(1).max(5), z.literal(-1)]),
    plus: z.int().min(0).max(6).default(0),
  }),
]);

/** Form of holidays.yaml: rules by name, and which of them each office calendar keeps. */
export const holidaySchema = z.strictObject({
  rules: z.record(z.string(), rule),
  calendars: z.record(
    z.enum(['federal', 'state', 'county']),
    z.strictObject({ saturday: z.enum(['friday', 'none']), days: z.array(z.string()) }),
  ),
});

/** Office holidays by calendar. */
export type HolidayCalendars = Readonly<z.infer<typeof holidaySchema>>;
/** A day of the civil calendar, no time and no zone. */
export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

type Rule = z.infer<typeof rule>;
const DAY_MS = 86_400_000;

/** Whether offices that keep this calendar are closed on that day, moved days included. */
export function isHoliday(
  date: CivilDate,
  calendar: 'federal' | 'state' | 'county',
  calendars: HolidayCalendars,
): boolean {
  const kept = calendars.calendars[calendar];
  if (!kept) return false;
  const day = utc(date.year, date.month, date.day);
  return kept.days.some(name => {
    const found = calendars.rules[name];
    // New Year's Day of the next year can fall on a Saturday and be kept on 31 December.
    return (
      found !== undefined &&
      [date.year, date.year + 1].some(year => keptOn(found, year, kept.saturday) === day)
    );
  });
}

function keptOn(holiday: Rule, year: number, saturday: 'friday' | 'none'): number {
  if ('day' in holiday) {
    const day = utc(year, holiday.month, holiday.day);
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0) return day + DAY_MS;
    if (weekday === 6 && saturday === 'friday') return day - DAY_MS;
    return day;
  }
  const wanted = holiday.weekday === 'mon' ? 1 : 4;
  if (holiday.nth === -1) {
    const last = utc(year, holiday.month + 1, 0);
    return last - ((new Date(last).getUTCDay() - wanted + 7) % 7) * DAY_MS;
  }
  const first = utc(year, holiday.month, 1);
  const offset = (wanted - new Date(first).getUTCDay() + 7) % 7;
  return first + (offset + (holiday.nth - 1) * 7 + holiday.plus) * DAY_MS;
}

function utc(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day);
}
