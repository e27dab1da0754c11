import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Parser } from './parser.ts';

/** A parser that reads a file below a folder. */
export interface FileParser {
  readonly name: string;
  /** Path of the file below the folder. */
  readonly file: string;
  readonly seeds: readonly (string | Uint8Array)[];
  /** Files beside it, by path. */
  readonly beside?: Readonly<Record<string, string | Uint8Array>>;
  /** By default: where its message names the file. */
  readonly refuses?: (error: unknown) => boolean;
  readonly long?: boolean;
  /** @returns false where the result says that the file was refused */
  read(folder: string): boolean | undefined | Promise<boolean | undefined>;
}

/** The same as any parser: each input is written to the file first, in a temporary folder of its own. */
export function fileParser(parser: FileParser): Parser {
  const { name, file, seeds, beside = {}, read, long } = parser;
  let folder: string | null = null;
  const write = (at: string, path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), content);
  };
  return {
    name,
    seeds,
    ...(long === undefined ? {} : { long }),
    refuses: parser.refuses ?? (error => error instanceof Error && error.message.includes(file)),
    run: async input => {
      if (folder === null) {
        folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
        for (const [path, content] of Object.entries(beside)) write(folder, path, content);
      }
      write(folder, file, input);
      return read(folder);
    },
    close: () => {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
    },
  };
}
