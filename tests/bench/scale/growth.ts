/**
 * How something grows with size, as the exponent of a power: 1 grows as the size does, 0 not at all. The slope of the
 * best line through the logarithms; null for fewer than two points.
 */
export function growthExponent(
  points: readonly { readonly size: number; readonly value: number }[],
): number | null {
  if (points.length < 2) return null;
  const logs = points.map(({ size, value }) => ({ x: Math.log(size), y: Math.log(Math.max(value, 1e-9)) }));
  const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
  const above = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const below = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return above / below;
}
