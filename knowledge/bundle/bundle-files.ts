import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the built knowledge lies and what it is made from. */
export interface BundleFiles {
  readonly folder: string;
  readonly topics: string;
  readonly index: string;
  /** Index that tells languages apart, and the characters that tell the scripts of Chinese apart. */
  readonly languages: string;
  readonly chinese: string;
  /** Folders, relative to the root, whose files decide the build. */
  readonly sources: readonly string[];
  /** Fingerprint of the sources at the last build, or null where there is no usable build. */
  builtFingerprint(): string | null;
}

/** Paths of the built knowledge below a project root, or in a folder of its own. */
export function bundleFiles(root: string, folder = join(root, '.dist', 'knowledge-built')): BundleFiles {
  const topics = join(folder, 'topics.json');
  const index = join(folder, 'index.bin');
  return {
    folder,
    topics,
    index,
    languages: join(folder, 'languages.bin'),
    chinese: join(folder, 'chinese.json'),
    sources: ['knowledge'],
    builtFingerprint: () => {
      if (!existsSync(topics) || !existsSync(index)) return null;
      // The fingerprint stands near the start; the rest of the file need not be parsed for it.
      return /"fingerprint":"([0-9a-f]{64})"/.exec(readFileSync(topics, 'utf8').slice(0, 200))?.[1] ?? null;
    },
  };
}
