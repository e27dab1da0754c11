import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.object({ tag: z.string(), script: z.string() });

/** Unicode script of every language that has a folder in `locales`. */
export function languageScripts(root: string): Readonly<Record<string, string>> {
  const scripts: Record<string, string> = {};
  for (const entry of readdirSync(join(root, 'locales'), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const file = join(root, 'locales', entry.name, 'language.yaml');
    scripts[entry.name] = schema.parse(parse(readFileSync(file, 'utf8'))).script;
  }
  return scripts;
}
