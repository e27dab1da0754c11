import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** A built file as it is sent. */
export interface BuiltFile {
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}

/** Files of one folder, compressed once and kept in memory; read again when the build has written them anew. */
export interface BuiltFiles {
  get(name: string): BuiltFile | null;
}

const NAME = /^[\w-]+(\.[a-z]+)$/;

export function builtFiles(folder: string): BuiltFiles {
  const kept = new Map<string, { readonly written: number; readonly file: BuiltFile }>();
  return {
    get: name => {
      const path = join(folder, name);
      if (!NAME.test(name) || !existsSync(path)) return null;
      const written = statSync(path).mtimeMs;
      const known = kept.get(name);
      if (known?.written === written) return known.file;
      const plain = readFileSync(path);
      const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
      const file = { etag, plain, gzip: gzipSync(plain, { level: 9 }), br: brotliCompressSync(plain) };
      kept.set(name, { written, file });
      return file;
    },
  };
}
