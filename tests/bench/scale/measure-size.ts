import { residentBytes } from '../measure/resident-bytes.ts';
import { type Timings, timeQuestions } from '../measure/timings.ts';
import { madeUpPassages } from './made-up-passages.ts';
import type { PassageContender } from './passage-contender.ts';

/** What one library did at one size. */
export interface SizeMeasures {
  readonly name: string;
  readonly settings: string;
  readonly passages: number;
  /** Passages added before the time was over; `passages` where it managed them all. */
  readonly added: number;
  readonly buildMs: number;
  /** Growth of the resident memory from before the first passage to after the last; texts aren't kept. */
  readonly memoryBytes: number;
  readonly fileBytes: number | null;
  readonly timings: Timings;
  /** Share of the questions whose passage is among the ten found. */
  readonly foundItsPassage: number;
  /** What was found, for the first questions. */
  readonly hits: readonly (readonly number[])[];
}

/** Questions whose hits are compared with an exact ranking. */
export const COMPARED = 60;
const QUESTIONS = 300;

export async function measureSize(
  make: () => PassageContender,
  passages: number,
  { mostBuildMs = Number.POSITIVE_INFINITY, questions: asked = QUESTIONS } = {},
): Promise<SizeMeasures> {
  const madeUp = madeUpPassages();
  const before = await residentBytes();
  const contender = make();
  const { added, buildMs } = build(contender, passages, madeUp.passage, mostBuildMs);
  const memoryBytes = (await residentBytes()) - before;
  const questions = madeUp.questions(asked, added);
  // Warms up as well.
  const hits = questions.map(({ text }) => contender.search(text));
  const timings = await timeQuestions(questions, ({ text }) => contender.search(text), { passes: 3 });
  const found = hits.filter((list, at) => list.includes(questions[at]?.source ?? -1)).length;
  return {
    name: contender.name,
    settings: contender.settings,
    passages,
    added,
    buildMs,
    memoryBytes,
    fileBytes: contender.fileBytes(),
    timings,
    foundItsPassage: found / hits.length,
    hits: hits.slice(0, COMPARED),
  };
}

/** Only the library's own time counts, not the time it takes to make passages up. */
function build(
  contender: PassageContender,
  passages: number,
  passage: (number: number) => string,
  mostMs: number,
): { readonly added: number; readonly buildMs: number } {
  let buildMs = 0;
  let added = 0;
  while (added < passages && buildMs < mostMs) {
    const text = passage(added);
    const started = performance.now();
    contender.add(text);
    buildMs += performance.now() - started;
    added += 1;
  }
  const started = performance.now();
  contender.finish();
  return { added, buildMs: buildMs + performance.now() - started };
}
