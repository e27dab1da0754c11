import { dateFormat } from '../../../knowledge/directory/date-format.ts';

/** How dates, times and numbers are written in the language of a reply. */
export interface FormatContext {
  /** BCP 47 tag for Intl. */
  readonly intl: string;
  readonly direction: 'ltr' | 'rtl';
}

/** A year, a month (2024-02), a day (2024-02-15) or an instant, written out in the language, with digits 0–9. */
export function formatDate(date: string, format: FormatContext): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  if (month === undefined) return year;
  const written = dateFormat(format.intl, {
    timeZone: 'UTC',
    numberingSystem: 'latn',
    calendar: 'gregory',
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' }),
  });
  return written.format(new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`));
}

/** Time of day in an office's own zone. */
export function formatTime(moment: Date, timeZone: string, format: FormatContext): string {
  return dateFormat(format.intl, {
    timeZone,
    numberingSystem: 'latn',
    hour: 'numeric',
    minute: '2-digit',
  }).format(moment);
}

/** Weekday in an office's own zone. */
export function formatWeekday(moment: Date, timeZone: string, format: FormatContext): string {
  return dateFormat(format.intl, { timeZone, weekday: 'long' }).format(moment);
}

const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const END_ISOLATE = '\u2069';

/** A phone number that keeps its order inside right-to-left text (Unicode Bidirectional Algorithm, isolates). */
export function isolated(number: string, format: FormatContext): string {
  return format.direction === 'rtl' ? `${LEFT_TO_RIGHT_ISOLATE}${number}${END_ISOLATE}` : number;
}
