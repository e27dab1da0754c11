import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';

/** What an edition may change. The phone directory is not among it: numbers are changed with the code. */
const CHANGEABLE = ['articles', 'classes', 'topics.yaml'];

/** Copies what editors may change into a folder of its own, below `knowledge`, as the build expects it. */
export function makeWorkspace(folder: string, root = projectRoot()): void {
  mkdirSync(join(folder, 'knowledge'), { recursive: true });
  for (const part of CHANGEABLE) {
    cpSync(join(root, 'knowledge', part), join(folder, 'knowledge', part), { recursive: true });
  }
}
