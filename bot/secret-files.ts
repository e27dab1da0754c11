import { readFileSync } from 'node:fs';

/** Settings with those read from files put in, and what was wrong with the files, one sentence each. */
export interface GivenSettings {
  readonly given: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/**
 * Settings as environment variables give them; an empty one counts as not given. `NAME_FILE` names a file whose
 * content is the value of `NAME`, without line breaks at its end: the way Docker and Kubernetes hand over secrets.
 * @param names settings there are; only they can come from a file
 */
export function withSecretFiles(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
  readFile: (path: string) => string = path => readFileSync(path, 'utf8'),
): GivenSettings {
  const given: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of names) {
    const value = environment[name];
    const path = environment[`${name}_FILE`];
    if (value) given[name] = value;
    if (!path) continue;
    if (value) {
      problems.push(`${name} and ${name}_FILE are both given: keep one.`);
      continue;
    }
    try {
      const content = readFile(path).replace(/[\r\n]+$/, '');
      if (content === '') problems.push(`${name}_FILE names ${path}, which is empty.`);
      else given[name] = content;
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : 'not readable';
      problems.push(`${name}_FILE names ${path}, which can't be read (${why}).`);
    }
  }
  return { given, problems };
}
