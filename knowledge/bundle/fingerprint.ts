import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 over the names and contents of the files below some folders that decide a build: the same on every machine. */
export function fingerprintOf(root: string, folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(root, folders)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\n');
  }
  return hash.digest('hex');
}

/** Folders of the code that reads the site: nothing in them changes what a build makes. */
const ASIDE = /^knowledge\/(ingest|drift|exchange|passages)\//;

function filesBelow(root: string, folders: readonly string[]): readonly string[] {
  return folders
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter(file => !ASIDE.test(file)),
    )
    .sort();
}
