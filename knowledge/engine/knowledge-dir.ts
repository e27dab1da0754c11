import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';

/** The folder with `tuning.json` and `synonyms/`, for source and compiled code alike. */
export function knowledgeDir(): string {
  return join(projectRoot(), 'knowledge');
}
