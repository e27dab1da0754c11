/** Upper bounds of the latency groups, milliseconds; the last one takes the rest. */
const BOUNDS = [2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];
const REST = 3_600_000;

/** Upper bound of the group that a latency belongs to. */
export function latencyBucket(milliseconds: number): number {
  return BOUNDS.find(bound => milliseconds <= bound) ?? REST;
}

/** Interpolated within a group of turns: the latency that a share of all turns stays below, milliseconds. */
export function latencyQuantile(
  groups: readonly { readonly bucket: number; readonly turns: number }[],
  share: number,
): number | null {
  const all = groups.reduce((sum, { turns }) => sum + turns, 0);
  if (all === 0) return null;
  let below = 0;
  let from = 0;
  for (const bound of [...BOUNDS, REST]) {
    const here = groups.filter(({ bucket }) => bucket === bound).reduce((sum, { turns }) => sum + turns, 0);
    if (here > 0 && below + here >= share * all) {
      return from + ((share * all - below) / here) * (bound - from);
    }
    below += here;
    from = bound;
  }
  return REST;
}
