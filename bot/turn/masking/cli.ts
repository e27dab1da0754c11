import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { directoryPhones } from './directory-phones.ts';
import { createMasker } from './masker.ts';

/** `npm run --silent mask < lines.txt`: prints each line masked, in order. */
const directory = join(import.meta.dirname, '../../../knowledge/directory/lines.yaml');
const masker = createMasker({ phones: directoryPhones(directory) });
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  process.stdout.write(`${masker.mask(line).text}\n`);
}
