import { join } from 'node:path';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { readQuestionSet } from '../../eval/question-set.ts';

/** What members say under load: every message of the development set, in all languages, each counted once. */
export function memberTexts(): readonly string[] {
  const talks = readQuestionSet(join(projectRoot(), 'tests/eval/dev.jsonl'));
  // Deletions take part too: they are rare, as in life.
  return [...new Set(talks.filter(({ channel }) => channel === 'web').flatMap(({ turns }) => turns))];
}
