import { join } from 'node:path';
import { directoryPhones } from '../../../bot/turn/directory-phones.ts';
import { createMasker } from '../../../bot/turn/masking/masker.ts';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import type { Judged } from './judge.ts';
import { judgeLine } from './judge.ts';
import { readLines } from './lines.ts';

/**
 * `npm run eval:masking`: what of the labelled identifiers vanishes, by kind and script; which lines of the directory
 * are lost; which harmless lines are altered. Ends with 1 below the bars. `--misses` prints what went wrong.
 */
const BARS = { recall: 0.97, altered: 0.05 } as const;

const here = import.meta.dirname;
const phones = directoryPhones(loadDirectory());
const masker = createMasker({ phones });
const lines = readLines(join(here, 'labelled.jsonl'));

const judged = lines.flatMap(line => judgeLine(masker, line));
print('kind', judged, one => one.kind);
print('script', judged, one => one.script);

const lost = phones
  .flatMap(spellings)
  .filter(phone => !masker.mask(`call ${phone} today`).text.includes(phone));
const harmless = lines.filter(line => line.keep.length > 0);
const altered = harmless.filter(line => line.keep.some(keep => !masker.mask(line.text).text.includes(keep)));
const recall = share(judged.filter(one => one.vanished).length, judged.length);
const alteredShare = share(altered.length, harmless.length);
console.log(`all identifiers: ${judged.length}, recall ${recall.toFixed(3)} (bar ${BARS.recall})`);
console.log(`directory lines lost: ${lost.length} of ${phones.length} in six spellings each (bar 0)`);
console.log(
  `harmless lines altered: ${altered.length} of ${harmless.length}, ${alteredShare.toFixed(3)} (bar ${BARS.altered})`,
);
if (process.argv.includes('--misses')) printMisses();
const passed = recall >= BARS.recall && lost.length === 0 && alteredShare <= BARS.altered;
console.log(passed ? 'passed' : 'FAILED');
process.exitCode = passed ? 0 : 1;

function print(title: string, all: readonly Judged[], keyOf: (one: Judged) => string): void {
  console.log(`${title.padEnd(12)} count  recall  kind right`);
  for (const key of [...new Set(all.map(keyOf))].sort()) {
    const own = all.filter(one => keyOf(one) === key);
    const vanished = share(own.filter(one => one.vanished).length, own.length);
    const right = share(own.filter(one => one.kindRight).length, own.length);
    console.log(
      `${key.padEnd(12)} ${String(own.length).padStart(5)}  ${vanished.toFixed(3)}  ${right.toFixed(3).padStart(10)}`,
    );
  }
}

/** A directory number as members write it. */
function spellings(phone: string): readonly string[] {
  const digits = phone.replace(/\D/g, '');
  const [area, exchange, line] = [digits.slice(-10, -7), digits.slice(-7, -4), digits.slice(-4)];
  const arabic = phone.replace(/\d/g, digit => String.fromCodePoint(0x660 + Number(digit)));
  return [
    phone,
    digits,
    digits.slice(-10),
    `(${area}) ${exchange}-${line}`,
    `${area}.${exchange}.${line}`,
    arabic,
  ];
}

function printMisses(): void {
  for (const line of lines) {
    const wrong =
      judgeLine(masker, line).some(one => !one.kindRight) ||
      line.keep.some(keep => !masker.mask(line.text).text.includes(keep));
    if (wrong)
      console.log(
        `${line.lang}: ${line.text}\n    ${masker.mask(line.text).text}   wants ${line.masked.map(one => one.kind).join(' ') || 'no change'}`,
      );
  }
  for (const phone of lost) console.log(`lost: ${phone}`);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
