import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { undisguised } from '../page/said.tsx';

const entry = z.strictObject({ label: z.string().min(1), means: z.string() });
const schema = z.record(z.string(), z.record(z.string(), entry));

/** The console's words for the codes of the log. */
export interface Labels {
  /** Words for a code of a kind (`outcome`, `flag`, …); the code itself, undisguised, where there are none. */
  of(kind: string, code: string): string;
  /** What a code means, in a few words; empty where nothing more is to be said. */
  meaning(kind: string, code: string): string;
  /** All codes of a kind with their words, in the file's order. */
  all(kind: string): readonly (readonly [code: string, label: string])[];
}

/** Reads `labels.yaml`. @throws where it can't be used, naming what is wrong. */
export function loadLabels(): Labels {
  const file = join(projectRoot(), 'bot', 'staff', 'words', 'labels.yaml');
  const kinds = schema.parse(parse(readFileSync(file, 'utf8')));
  return {
    of: (kind, code) => kinds[kind]?.[code]?.label ?? undisguised(code),
    meaning: (kind, code) => kinds[kind]?.[code]?.means ?? '',
    all: kind => Object.entries(kinds[kind] ?? {}).map(([code, { label }]) => [code, label] as const),
  };
}
