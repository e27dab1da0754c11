import type { Masker } from './masker.ts';

/** Id a client gave its message: kept as it is, since retries and echoes are told by it. */
const KEPT_KEYS = new Set(['clientActivityID']);
const SAFE_ID = /^[\w.:-]{1,100}$/;
const DEEPEST = 8;
const MOST_VALUES = 200;
const MOST_CHARACTERS = 20_000;

/** What may still be looked through. */
interface Budget {
  values: number;
  characters: number;
}

/**
 * A JSON value with identifiers masked in every string of it, keys included in none. What is nested deeper than eight
 * levels, or comes after 200 values or 20,000 characters, is left out: looking through all that a client can send
 * would hold up everybody else.
 */
export function maskDeep(value: unknown, masker: Masker): unknown {
  return masked(value, masker, 0, { values: MOST_VALUES, characters: MOST_CHARACTERS });
}

function masked(value: unknown, masker: Masker, depth: number, left: Budget): unknown {
  if (left.values <= 0) return null;
  left.values--;
  if (typeof value === 'string') {
    if (value.length > left.characters) return null;
    left.characters -= value.length;
    return masker.mask(value).text;
  }
  if (typeof value === 'number') return masker.mask(String(value)).found.length > 0 ? null : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return null;
  const most = left.values;
  if (Array.isArray(value)) return value.slice(0, most).map(one => masked(one, masker, depth + 1, left));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, most)
      .map(([key, one]) => [
        key,
        KEPT_KEYS.has(key) && typeof one === 'string' && SAFE_ID.test(one)
          ? one
          : masked(one, masker, depth + 1, left),
      ]),
  );
}
