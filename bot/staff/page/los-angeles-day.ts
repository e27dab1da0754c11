const PARTS = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/**
 * When a day began in Los Angeles, milliseconds since 1970; null for a text that is no day.
 * @param day `2026-03-08`
 * @param later days to add
 */
export function startOfDay(day: string, later = 0): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) return null;
  const [, year, month, date] = found.map(Number);
  const midnight = Date.UTC(year ?? 0, (month ?? 1) - 1, (date ?? 1) + later);
  if (Number.isNaN(midnight)) return null;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = midnight - offset(midnight);
  return midnight - offset(guess);
}

/** Milliseconds that the clocks of Los Angeles are ahead of UTC at a time; negative. */
function offset(at: number): number {
  const part = Object.fromEntries(PARTS.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return shown - Math.floor(at / 1000) * 1000;
}
