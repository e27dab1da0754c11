import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { FeatureTable } from './feature-table.ts';
import { IndexError } from './index-error.ts';
import type { LinearModel } from './linear-model.ts';

/*
 * Layout, little-endian, every part on a 4-byte boundary:
 *   magic, version, checksum of all that follows, bytes of the header   (4 × uint32)
 *   header: JSON, padded with spaces
 *   buckets, hashes, starts: uint32 · bias, length cost: float32 · weights: int32
 */
const MAGIC = 0x5842484d;
const VERSION = 3;
const PREFIX = 16;

const labelSchema = z.object({
  id: z.string(),
  kind: z.enum(['topic', 'class']),
  plans: z.array(z.string()),
});

const headerSchema = z.object({
  labels: z.array(labelSchema),
  synonyms: z.array(z.array(z.string())),
  calibration: z.array(z.number()),
  priors: z.object({ ownPlan: z.number(), otherPlan: z.number(), lastTopic: z.number() }),
  languages: z.array(z.string()),
  samples: z.int(),
  scale: z.number(),
  features: z.int(),
  weights: z.int(),
});

/** The small things of an index; the large ones are typed arrays. */
export type IndexHeader = z.infer<typeof headerSchema>;

export interface IndexParts {
  readonly header: IndexHeader;
  readonly table: FeatureTable;
  readonly model: LinearModel;
}

export function encodeIndex({ header, table, model }: IndexParts): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = padded(text.length);
  const arrays = [table.buckets, table.hashes, model.starts, model.bias, model.lengthCost, model.weights];
  const bytes = new Uint8Array(
    PREFIX + headerBytes + arrays.reduce((sum, { byteLength }) => sum + padded(byteLength), 0),
  );
  bytes.fill(0x20, PREFIX, PREFIX + headerBytes);
  bytes.set(text, PREFIX);
  let at = PREFIX + headerBytes;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += padded(byteLength);
  }
  const prefix = new Uint32Array(bytes.buffer, 0, 4);
  prefix.set([MAGIC, VERSION, 0, headerBytes]);
  prefix[2] = checksum(bytes);
  return bytes;
}

/**
 * Checks the bytes and lays views over them; nothing large is copied, so they must stay as they are.
 *
 * @throws IndexError where they are no index, one of another version, or damaged
 */
export function decodeIndex(given: Uint8Array): IndexParts {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  if (bytes.length < PREFIX || bytes.length % 4 !== 0)
    throw new IndexError('index/not-an-index', 'too short or cut off');
  const prefix = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (prefix[0] !== MAGIC) throw new IndexError('index/not-an-index', 'does not start like an index');
  if (prefix[1] !== VERSION)
    throw new IndexError('index/other-version', `version ${prefix[1]}, this code reads ${VERSION}`);
  if (prefix[2] !== checksum(bytes)) throw new IndexError('index/damaged', 'checksum does not match');
  const headerBytes = prefix[3] ?? 0;
  try {
    return layOut(bytes, headerBytes);
  } catch (error) {
    throw new IndexError('index/damaged', `its parts can't be read (${String(error).slice(0, 80)})`);
  }
}

function layOut(bytes: Uint8Array, headerBytes: number): IndexParts {
  const header = headerSchema.parse(
    JSON.parse(new TextDecoder().decode(bytes.subarray(PREFIX, PREFIX + headerBytes))),
  );
  let at = bytes.byteOffset + PREFIX + headerBytes;
  const place = (byteLength: number): number => {
    const start = at;
    at += padded(byteLength);
    return start;
  };
  const uint32 = (count: number) => new Uint32Array(bytes.buffer, place(count * 4), count);
  const table = { buckets: uint32(65_537), hashes: uint32(header.features) };
  const starts = uint32(header.features + 1);
  const float32 = (count: number) => new Float32Array(bytes.buffer, place(count * 4), count);
  const bias = float32(header.labels.length);
  const lengthCost = float32(header.labels.length);
  const weights = new Int32Array(bytes.buffer, place(header.weights * 4), header.weights);
  return { header, table, model: { starts, weights, scale: header.scale, bias, lengthCost } };
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/** CRC-32 over all after the checksum itself: finds damage, not malice. */
function checksum(bytes: Uint8Array): number {
  return crc32(bytes.subarray(3 * 4));
}
