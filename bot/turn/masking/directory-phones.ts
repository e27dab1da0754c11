import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const lines = z.array(z.looseObject({ number: z.string(), tty: z.string().nullable().optional() }));

/**
 * All numbers of a directory file (`knowledge/directory/lines.yaml`), TTY numbers too.
 *
 * @throws Error when the file is not a list of lines
 */
export function directoryPhones(path: string): readonly string[] {
  return lines
    .parse(parse(readFileSync(path, 'utf8')))
    .flatMap(line => [line.number, ...(line.tty ? [line.tty] : [])]);
}
