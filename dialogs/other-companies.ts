import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../knowledge/project-root.ts';
import { type PhraseSet, phraseSet } from './match/phrase-set.ts';

const schema = z.strictObject({ names: z.array(z.string()).min(1), fine: z.array(z.string()) });

/** Names of other insurers, and the topics in which naming one is no reason to turn a question away. */
export interface OtherCompanies {
  readonly names: PhraseSet;
  readonly fine: ReadonlySet<string>;
}

/** Reads other-companies.yaml. */
export function loadOtherCompanies(): OtherCompanies {
  const { names, fine } = schema.parse(
    parse(readFileSync(join(projectRoot(), 'dialogs', 'other-companies.yaml'), 'utf8')),
  );
  return { names: phraseSet(names), fine: new Set(fine) };
}
