import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { IndexError } from '../engine/index-error.ts';

/*
 * Layout, little-endian, every part on a 4-byte boundary:
 *   magic, version, checksum of all that follows, bytes of the header   (4 × uint32)
 *   header: JSON, padded with spaces
 *   first, second, starts: uint32 · bounds: float32 · lengths, ids: uint32 · mentions: uint8
 */
const MAGIC = 0x53415048;
const VERSION = 2;
const PREFIX = 16;

const headerSchema = z.object({
  k1: z.number().min(0),
  b: z.number().min(0).max(1),
  passages: z.int().min(0),
  terms: z.int().min(0),
  postings: z.int().min(0),
});

export interface PassageParts {
  readonly header: z.infer<typeof headerSchema>;
  /** Two hashes of each term (see `TermTable`). */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Where each term's postings start; one more at the end. */
  readonly starts: Uint32Array;
  /** The most that a term can earn in any passage, [0, 1), its rarity left out. */
  readonly bounds: Float32Array;
  /** Terms in each passage. */
  readonly lengths: Uint32Array;
  /** Postings, term after term: the passages that have the term, in rising order, and how often each has it. */
  readonly ids: Uint32Array;
  readonly mentions: Uint8Array;
}

export function encodePassages(parts: PassageParts): Uint8Array {
  const { first, second, starts, bounds, lengths, ids, mentions } = parts;
  const text = JSON.stringify(parts.header);
  const header = new TextEncoder().encode(text.padEnd(padded(text.length), ' '));
  const prefix = Uint32Array.of(MAGIC, VERSION, 0, header.length);
  const pieces = [prefix, header, first, second, starts, bounds, lengths, ids, mentions];
  const bytes = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + padded(byteLength), 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength), at);
    at += padded(piece.byteLength);
  }
  new Uint32Array(bytes.buffer, 0, 4)[2] = checksum(bytes);
  return bytes;
}

/**
 * Lays views over the bytes; nothing large is copied, so they must stay as they are.
 *
 * @throws IndexError where they are no passage index, one of another version, or damaged
 */
export function decodePassages(given: Uint8Array): PassageParts {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.length < PREFIX) throw new IndexError('index/not-an-index', 'too short');
  const [magic, version, sum, headerBytes = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (magic !== MAGIC) throw new IndexError('index/not-an-index', 'does not start like a passage index');
  if (version !== VERSION)
    throw new IndexError('index/other-version', `version ${version}, this code reads ${VERSION}`);
  if (sum !== checksum(bytes)) throw new IndexError('index/damaged', 'checksum does not match');
  if (headerBytes % 4 !== 0) throw new IndexError('index/damaged', 'the header has no whole length');
  const header = readHeader(bytes.subarray(PREFIX, PREFIX + headerBytes));
  const { passages, terms, postings } = header;
  const words = terms * 2 + (terms + 1) + terms + passages + postings;
  const expected = PREFIX + headerBytes + words * 4 + padded(postings);
  if (bytes.length !== expected)
    throw new IndexError('index/damaged', `${bytes.length} bytes where ${expected} are announced`);
  let at = bytes.byteOffset + PREFIX + headerBytes;
  const place = (byteLength: number): number => {
    const start = at;
    at += byteLength;
    return start;
  };
  const uint32 = (count: number) => new Uint32Array(bytes.buffer, place(count * 4), count);
  return {
    header,
    first: uint32(terms),
    second: uint32(terms),
    starts: uint32(terms + 1),
    bounds: new Float32Array(bytes.buffer, place(terms * 4), terms),
    lengths: uint32(passages),
    ids: uint32(postings),
    mentions: new Uint8Array(bytes.buffer, place(postings), postings),
  };
}

function readHeader(bytes: Uint8Array): PassageParts['header'] {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new IndexError('index/damaged', `the header can't be read (${String(error)})`);
  }
}

/** CRC-32 over all after the checksum itself: finds damage, not malice. */
function checksum(bytes: Uint8Array): number {
  return crc32(bytes.subarray(3 * 4));
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}
