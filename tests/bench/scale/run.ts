import { readFileSync } from 'node:fs';
import { measureSize, type SizeMeasures } from './measure-size.ts';
import { PASSAGE_CONTENDERS } from './passage-contenders.ts';
import { recallOf } from './recall.ts';

/** Most seconds a peer may build for. */
const PEER_BUILD_MS = 60_000;

/*
 * One step of `npm run bench:scale` in a process of its own; prints JSON.
 *   run.ts measure <library> <passages>
 *   run.ts recall <file with the measures of one size>
 */
const [step, what = '', passages = ''] = process.argv.slice(2);
if (step === 'recall') {
  const measures: readonly SizeMeasures[] = JSON.parse(readFileSync(what, 'utf8'));
  const lists = measures.map(({ hits }) => hits);
  console.log(JSON.stringify(recallOf(lists, measures[0]?.passages ?? 0)));
} else {
  const make = PASSAGE_CONTENDERS[what];
  if (make === undefined) throw new Error(`no library ${what}; there are ${Object.keys(PASSAGE_CONTENDERS)}`);
  const options = what === 'ours' ? {} : { mostBuildMs: PEER_BUILD_MS };
  console.log(JSON.stringify(await measureSize(make, Number(passages), options)));
}
