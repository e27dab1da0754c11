/**
 * What a pattern takes right before a place, read backwards from there: no start is tried in vain, as it is by a pattern
 * that ends with `$`.
 *
 * @param pattern sticky, a look-behind with one group: `/(?<=(…))/y`
 * @param reach most units that are looked at
 */
export function lookBack(pattern: RegExp, text: string, end: number, reach: number): string | undefined {
  const before = text.slice(Math.max(0, end - reach), end);
  pattern.lastIndex = before.length;
  return pattern.exec(before)?.[1];
}
