import type { Masker } from './masker.ts';

/** Id a client gave its message: kept as it is, since retries and echoes are told by it. */
const KEPT_KEYS = new Set(['clientActivityID']);
const SAFE_ID = /^[\w.:-]{1,100}$/;
const DEEPEST = 8;

/**
 * A JSON value with identifiers masked in every string of it, keys included in none. Anything nested deeper
 * than eight levels is left out.
 */
export function maskDeep(value: unknown, masker: Masker, depth = 0): unknown {
  if (typeof value === 'string') return masker.mask(value).text;
  if (typeof value === 'number') return masker.mask(String(value)).found.length > 0 ? null : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map(one => maskDeep(one, masker, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      KEPT_KEYS.has(key) && typeof one === 'string' && SAFE_ID.test(one)
        ? one
        : maskDeep(one, masker, depth + 1),
    ]),
  );
}
