const MOST_TRIES = 400;
const LONGEST_MS = 5_000;

/**
 * A shorter input that still shows a problem: pieces are left out, halves first, then ever smaller ones, as long as it
 * does. Not the shortest there is, but short enough to read.
 */
export async function minimise(
  input: Uint8Array,
  shows: (input: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  const until = performance.now() + LONGEST_MS;
  let shortest = input;
  let tries = 0;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let from = 0;
    while (from < shortest.length) {
      if (++tries > MOST_TRIES || performance.now() > until) return shortest;
      const shorter = Uint8Array.from(
        Buffer.concat([shortest.subarray(0, from), shortest.subarray(from + size)]),
      );
      if (await shows(shorter)) shortest = shorter;
      else from += size;
    }
  }
  return shortest;
}
