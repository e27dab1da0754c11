import { z } from 'zod';

/** Details of an entry as people read them: `days: 30; language: hy`; as they are kept where they can't be read. */
export function detailsText(details: string): string {
  const read = z.record(z.string(), z.unknown()).safeParse(parseDetails(details));
  if (!read.success) return details;
  const words = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(read.data)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${words(value)}`)
    .join('; ');
}

/** Details as they were recorded; null where they can't be read. */
export function parseDetails(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
