import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder with `tuning.json` and `synonyms/`: beside this code where it runs from source, else (compiled, where
 * data isn't copied) `knowledge` under the working directory.
 */
export function knowledgeDir(): string {
  const beside = fileURLToPath(new URL('..', import.meta.url));
  return existsSync(join(beside, 'tuning.json')) ? beside : join(process.cwd(), 'knowledge');
}
