import { createInterface } from 'node:readline';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { directoryPhones } from '../directory-phones.ts';
import { createMasker } from './masker.ts';

/** `npm run --silent mask < lines.txt`: prints each line masked, in order. */
const masker = createMasker({ phones: directoryPhones(loadDirectory()) });
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  process.stdout.write(`${masker.mask(line).text}\n`);
}
