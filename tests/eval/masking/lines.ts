import { readFileSync } from 'node:fs';
import { z } from 'zod';

const line = z.object({
  text: z.string(),
  /** BCP 47 language of the words around the identifiers. */
  lang: z.string(),
  /** Identifiers that must vanish, with the kind that must stand in their place. */
  masked: z.array(z.object({ kind: z.string(), value: z.string() })).default([]),
  /** What must stay as it is. */
  keep: z.array(z.string()).default([]),
  note: z.string().optional(),
});

/** A line as a member would write it, with its identifiers named. All of them are made up. */
export type LabelledLine = z.infer<typeof line>;

/** Reads a set, one JSON object a line. @throws ZodError at the first line that is none */
export function readLines(path: string): readonly LabelledLine[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(text => line.parse(JSON.parse(text)));
}
