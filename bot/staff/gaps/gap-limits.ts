import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { readYaml } from '../../../knowledge/yaml-file.ts';

const share = z.number().min(0).max(1);
const schema = z.strictObject({
  joins: share,
  merges: share,
  days: z.array(z.number().int().min(1)).min(1),
  daysByDefault: z.number().int().min(1),
  shown: z.number().int().min(1),
});

/** How questions of the gaps are put together and shown. */
export type GapLimits = Readonly<z.infer<typeof schema>>;

/** Reads `gap-limits.yaml`. @throws where it can't be used, naming what is wrong. */
export function loadGapLimits(): GapLimits {
  const file = join(projectRoot(), 'bot', 'staff', 'gaps', 'gap-limits.yaml');
  return readYaml(file, schema);
}
