import { TOKENS, WORDS } from './tokens.ts';

/** Bytes that no changed input is longer than. */
export const LARGEST = 65_536;

const MOST_CHANGES = 6;
const LONGEST_PIECE = 64;
const LONGEST_RUN = 4_096;

type Change = (bytes: Uint8Array) => Uint8Array;

/**
 * Gives inputs made of seeds by one to six changes each: bits and bytes changed, pieces put in, taken out, doubled, moved
 * from another seed, cut off, tokens that parsers trip over.
 *
 * @param random numbers in [0, 1); the same give the same inputs
 */
export function byteFuzzer(seeds: readonly Uint8Array[], random: () => number): () => Uint8Array {
  const below = (most: number) => Math.floor(random() * most);
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  const piece = (bytes: Uint8Array) => {
    const from = below(bytes.length + 1);
    return { from, to: Math.min(bytes.length, from + 1 + below(LONGEST_PIECE)) };
  };
  const put = (bytes: Uint8Array, at: number, more: Uint8Array) =>
    joined(bytes.subarray(0, at), more, bytes.subarray(at));
  const write = (bytes: Uint8Array, change: (byte: number) => number) => {
    const copy = bytes.slice();
    const at = below(copy.length);
    copy[at] = change(copy[at] ?? 0);
    return copy;
  };

  /** One word for another: what is around it, a form with its quotes and brackets, stays whole. */
  const otherWord = (bytes: Uint8Array) => {
    const near = below(bytes.length);
    let start = findIndex(bytes, near, isWordByte);
    while (start > 0 && isWordByte(bytes[start - 1] ?? 0)) start--;
    const end = findIndex(bytes, start, byte => !isWordByte(byte));
    return joined(bytes.subarray(0, start), pick(WORDS) ?? bytes, bytes.subarray(end));
  };

  const changes: readonly Change[] = [
    bytes => write(bytes, byte => byte ^ (1 << below(8))),
    bytes => write(bytes, () => below(256)),
    bytes => write(bytes, byte => byte + (random() < 0.5 ? 1 : -1)),
    bytes =>
      put(
        bytes,
        below(bytes.length + 1),
        Uint8Array.from({ length: 1 + below(4) }, () => below(256)),
      ),
    bytes => put(bytes, below(bytes.length + 1), pick(TOKENS) ?? bytes),
    bytes => put(bytes, below(bytes.length + 1), pick(TOKENS) ?? bytes),
    bytes => {
      const { from, to } = piece(bytes);
      return joined(bytes.subarray(0, from), bytes.subarray(to));
    },
    bytes => {
      const { from, to } = piece(bytes);
      return joined(bytes.subarray(0, from), pick(TOKENS) ?? bytes, bytes.subarray(to));
    },
    otherWord,
    otherWord,
    otherWord,
    bytes => bytes.subarray(0, below(bytes.length + 1)),
    bytes => {
      const { from, to } = piece(bytes);
      return put(bytes, to, bytes.subarray(from, to));
    },
    bytes => {
      const { from, to } = piece(bytes);
      const run = bytes.subarray(from, to);
      const times = 1 + below(Math.floor(LONGEST_RUN / Math.max(1, run.length)));
      return put(bytes, to, joined(...Array<Uint8Array>(times).fill(run)));
    },
    bytes => {
      const other = pick(seeds) ?? bytes;
      return joined(bytes.subarray(0, below(bytes.length + 1)), other.subarray(below(other.length + 1)));
    },
    bytes => {
      const other = pick(seeds) ?? bytes;
      const { from, to } = piece(other);
      return put(bytes, below(bytes.length + 1), other.subarray(from, to));
    },
  ];

  const most = Math.max(LARGEST, ...seeds.map(({ length }) => length));
  return () => {
    let bytes = pick(seeds) ?? new Uint8Array(0);
    const count = 1 + below(MOST_CHANGES);
    for (let done = 0; done < count; done++) {
      const change = pick(changes);
      if (change) bytes = change(bytes);
    }
    return bytes.slice(0, most);
  };
}

/** Place of the first byte from a place on that is of a kind, or the end. */
function findIndex(bytes: Uint8Array, from: number, is: (byte: number) => boolean): number {
  let at = from;
  while (at < bytes.length && !is(bytes[at] ?? 0)) at++;
  return at;
}

function isWordByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}
