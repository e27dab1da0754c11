import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { EDITION_FILES, type Manifest } from './manifest.ts';

/** Bytes that an edition may unpack to: many times what the knowledge takes. */
const LARGEST = 512_000_000;

type EditionFile = (typeof EDITION_FILES)[number];
/** Contents of an edition's files. */
export type EditionContents = Readonly<Record<EditionFile, Uint8Array>>;

/** An edition that can't be trusted or read; what is live stays. */
export class EditionError extends Error {
  readonly code = 'edition-unusable';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EditionError';
  }
}

/** Reads the files of an edition from a folder. */
export function readContents(folder: string): EditionContents {
  return {
    'topics.json': readFileSync(join(folder, 'topics.json')),
    'index.bin': readFileSync(join(folder, 'index.bin')),
  };
}

/** SHA-256 of each file, for the manifest. */
export function hashesOf(contents: EditionContents): Manifest['files'] {
  return { 'topics.json': sha256(contents['topics.json']), 'index.bin': sha256(contents['index.bin']) };
}

/** All files as one gzipped piece: for each, its length as four bytes and its content. */
export function packContents(contents: EditionContents): Buffer {
  const parts = EDITION_FILES.flatMap(name => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(contents[name].length);
    return [length, contents[name]];
  });
  return gzipSync(Buffer.concat(parts), { level: 3 });
}

/** @throws {EditionError} where the piece is damaged or holds other files than the manifest says. */
export function unpackContents(packed: Uint8Array, manifest: Manifest): EditionContents {
  let bytes: Buffer;
  try {
    bytes = gunzipSync(packed, { maxOutputLength: LARGEST });
  } catch (cause) {
    throw new EditionError(`edition ${manifest.id} can't be unpacked`, { cause });
  }
  let at = 0;
  const next = (name: EditionFile): Uint8Array => {
    const length = at + 4 <= bytes.length ? bytes.readUInt32LE(at) : Number.POSITIVE_INFINITY;
    // Copied, so that an index lies on a boundary of its own.
    const content = Uint8Array.prototype.slice.call(bytes, at + 4, at + 4 + length);
    if (sha256(content) !== manifest.files[name]) {
      throw new EditionError(`${name} of edition ${manifest.id} is not the one that was signed`);
    }
    at += 4 + length;
    return content;
  };
  return { 'topics.json': next('topics.json'), 'index.bin': next('index.bin') };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
