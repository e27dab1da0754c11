import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 over the names and contents of all files below some folders: the same on every machine. */
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

function filesBelow(root: string, folders: readonly string[]): readonly string[] {
  return folders
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1)),
    )
    .sort();
}
