/**
 * The features an index knows: their hashes in rising order, found by the top bits and a short scan. The place of a
 * hash in the order is the feature's number. Two typed arrays that can be views on a file.
 */
export interface FeatureTable {
  readonly hashes: Uint32Array;
  /** For each value of the top {@link BUCKET_BITS} bits, the place of the first hash that has them; one more at the end. */
  readonly buckets: Uint32Array;
}

const BUCKET_BITS = 16;
const BUCKETS = 2 ** BUCKET_BITS;

export function featureTable(hashes: Uint32Array): FeatureTable {
  const sorted = hashes.slice().sort();
  const buckets = new Uint32Array(BUCKETS + 1);
  let place = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    while (place < sorted.length && (sorted[place] ?? 0) >>> (32 - BUCKET_BITS) < bucket) place += 1;
    buckets[bucket] = place;
  }
  buckets[BUCKETS] = sorted.length;
  return { hashes: sorted, buckets };
}

/** The feature's number, or −1 where the index has never seen it. */
export function findFeature(table: FeatureTable, hash: number): number {
  const bucket = hash >>> (32 - BUCKET_BITS);
  const stop = table.buckets[bucket + 1] ?? 0;
  for (let place = table.buckets[bucket] ?? 0; place < stop; place += 1) {
    if (table.hashes[place] === hash) return place;
  }
  return -1;
}
