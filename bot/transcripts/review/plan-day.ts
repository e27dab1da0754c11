/** Days of the dashboard are those of the plan's members. */
const TIME_ZONE = 'America/Los_Angeles';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const dayForm = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The plan's day at a time, `YYYY-MM-DD`. */
export function planDay(at: Date): string {
  return dayForm.format(at);
}

/** The day some days after another (before it, where negative). */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The moment a day of the plan begins. */
export function dayStart(day: string): Date {
  // Los Angeles is 7 or 8 hours behind UTC: the first whole hour at which it is that day there.
  const utc = Date.parse(`${day}T00:00:00Z`);
  const early = new Date(utc + 7 * HOUR_MS);
  return planDay(early) === day ? early : new Date(utc + 8 * HOUR_MS);
}

/** The Monday of the week that a day is in. */
export function weekOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return dayAfter(day, -weekday);
}
