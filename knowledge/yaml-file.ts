import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** A YAML file that can't be used; the message names the file and what is wrong. */
export class YamlFileError extends Error {
  readonly code = 'yaml-file-invalid';

  constructor(file: string, problem: string, cause: unknown) {
    super(`${file}: ${problem}`, { cause });
    this.name = 'YamlFileError';
  }
}

/**
 * Reads a YAML file of a known form.
 * @throws {YamlFileError} where it is no YAML, or of another form
 */
export function readYaml<T>(file: string, schema: z.ZodType<T>): T {
  const text = readFileSync(file, 'utf8');
  try {
    return schema.parse(parse(text));
  } catch (error) {
    const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new YamlFileError(file, problem, error);
  }
}
