/** What the dashboard can be split by. */
export const DIMENSIONS = ['all', 'channel', 'language', 'plan', 'topic'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Value of turns that have none: no plan named, no topic found. */
const NO_VALUE = '';

/** What a turn is counted under. */
export type Split = Readonly<Record<Exclude<Dimension, 'all'>, string | null>>;

/** The value under which a turn is counted in a dimension. */
export function splitValue(dimension: Dimension, split: Split): string {
  return dimension === 'all' ? 'all' : (split[dimension] ?? NO_VALUE);
}
