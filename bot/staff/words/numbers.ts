/** A share as people read it, `34 %`; a dash where there is nothing to divide by. */
export function percent(part: number, whole: number, digits = 0): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`;
}

/** A whole number with its thousands apart. */
export function whole(number: number): string {
  return number.toLocaleString('en-US');
}

const MINUTE_MS = 60_000;

/** How long ago something was, in the two largest units: `2 h 5 min`. */
export function timeSince(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / MINUTE_MS));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${rest} min`;
  return `${rest} min`;
}
