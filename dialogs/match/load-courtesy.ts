import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../knowledge/project-root.ts';

const schema = z.array(z.array(z.string()));

/** Words of politeness in all languages, which say nothing of what is wished. */
export function loadCourtesy(
  file = join(projectRoot(), 'dialogs', 'match', 'courtesy.yaml'),
): readonly string[] {
  return schema.parse(parse(readFileSync(file, 'utf8'))).flat();
}
