/** Opening hours as a page prints them. */
export type PrintedHours =
  | { readonly kind: 'always'; readonly text: string }
  | {
      readonly kind: 'office';
      readonly text: string;
      /** `sun` to `sat`, in the order of the week. */
      readonly days: readonly string[];
      /** `08:00`, 24 hours. */
      readonly open: string;
      readonly close: string;
    };

const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = '(sun|mon|tue|wed|thu|fri|sat)[a-z]*\\.?';
const TIME = '(\\d{1,2})(?::(\\d{2}))?\\s*([ap])\\.?\\s?m\\b\\.?|(noon|midnight)';
const TO = '\\s*(?:-|–|—|to|through|thru|until)\\s*';
const ALWAYS =
  /24\s*hours(?:\s+(?:a|per|every)\s+day|\s*\/\s*7)|\b24\s*\/\s*7\b|around the clock|twenty-four hours/i;
const OFFICE = new RegExp(
  `${DAY}(?:${TO}${DAY})?[,;:]?\\s*(?:from\\s+|between\\s+|\\()?(?:${TIME})${TO}(?:${TIME})|(?:${TIME})${TO}(?:${TIME})[,;]?\\s*(?:on\\s+)?\\(?${DAY}(?:${TO}${DAY})?`,
  'i',
);

/** The first opening hours that a text prints: day and night, or days with times; null where there are none. */
export function findHours(text: string): PrintedHours | null {
  const always = ALWAYS.exec(text);
  const office = OFFICE.exec(text);
  if (always && (!office || always.index < office.index)) return { kind: 'always', text: always[0] };
  if (!office) return null;
  const [all, ...groups] = office;
  const daysFirst = groups[0] !== undefined;
  const times = daysFirst ? groups.slice(2, 10) : groups.slice(10, 18);
  const [from, to] = daysFirst ? groups.slice(0, 2) : groups.slice(18, 20);
  const open = clockOf(times.slice(0, 4));
  const close = clockOf(times.slice(4, 8));
  const days = daysOf(from, to);
  return open && close && days.length > 0 ? { kind: 'office', text: all, days, open, close } : null;
}

function clockOf([hour, minute, half, word]: readonly (string | undefined)[]): string | null {
  if (word) return word.toLowerCase() === 'noon' ? '12:00' : '00:00';
  if (hour === undefined) return null;
  const twelve = Number(hour) % 12;
  const hours = half?.toLowerCase() === 'p' ? twelve + 12 : twelve;
  return `${String(hours).padStart(2, '0')}:${minute ?? '00'}`;
}

function daysOf(from: string | undefined, to: string | undefined): readonly string[] {
  const first = WEEK.indexOf((from ?? '').slice(0, 3).toLowerCase());
  const last = to === undefined ? first : WEEK.indexOf(to.slice(0, 3).toLowerCase());
  if (first < 0 || last < 0) return [];
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, day) => WEEK[(first + day) % 7] ?? '').sort(
    (one, other) => WEEK.indexOf(one) - WEEK.indexOf(other),
  );
}
