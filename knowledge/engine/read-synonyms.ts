import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SynonymGroup } from './synonyms.ts';

const fileSchema = z.object({
  /** Short, SMS or misspelt forms of one word, by the word they stand for. */
  spellings: z.record(z.string(), z.array(z.coerce.string())).default({}),
  /** Words and phrases that mean the same. */
  groups: z.array(z.array(z.coerce.string()).min(1)).default([]),
});

/**
 * All synonym lists, `synonyms/<lang>.yaml` in the order of their names. They are pooled: members mix languages.
 * Spellings come first, so that a spelling of a word that stands in a group joins the group.
 *
 * @throws where a file is not of this form; the message names it
 */
export function readSynonyms(knowledgeDir: string): readonly SynonymGroup[] {
  const folder = join(knowledgeDir, 'synonyms');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort();
  return files.flatMap(name => {
    try {
      const file = fileSchema.parse(parse(readFileSync(join(folder, name), 'utf8')) ?? {});
      return joinSpellings(file.groups, file.spellings);
    } catch (cause) {
      throw new Error(`${join(folder, name)}: not a synonym list`, { cause });
    }
  });
}

function joinSpellings(
  groups: readonly SynonymGroup[],
  spellings: Readonly<Record<string, readonly string[]>>,
): readonly SynonymGroup[] {
  const rest = new Map(Object.entries(spellings));
  const joined = groups.map(group =>
    group.flatMap(word => {
      const forms = rest.get(word) ?? [];
      rest.delete(word);
      return [word, ...forms];
    }),
  );
  return [...joined, ...[...rest].map(([word, forms]) => [word, ...forms])];
}
