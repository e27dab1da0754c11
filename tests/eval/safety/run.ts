import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Triage } from '../../../dialogs/safety/alarm.ts';
import { loadTriage } from '../../../dialogs/safety/load-triage.ts';
import type { Score } from './score.ts';
import { scoreSentences } from './score.ts';
import type { Sentence } from './sentences.ts';
import { readSentences } from './sentences.ts';

/**
 * `npm run eval:safety`: what triage makes of the labelled sentences, by language, and of the turns of `dev.jsonl`.
 * Ends with 1 below the bars. `--misses` prints the sentences it got wrong.
 */

/** Bars of the issue: recall in the worst language, look-alikes turned only into an emergency. */
const BARS = { recall: 0.97, onlyEmergency: 0.1 } as const;

const here = import.meta.dirname;
const triage = loadTriage();
const sets = readdirSync(here)
  .filter(name => name.endsWith('.jsonl'))
  .sort()
  .map(name => ({ name: name.replace('.jsonl', ''), sentences: readSentences(join(here, name)) }));
const dev = join(here, '../dev.jsonl');
if (existsSync(dev)) sets.push({ name: 'dev', sentences: devTurns(dev) });

const scores = sets.map(({ name, sentences }) => ({ name, score: scoreSentences(triage, sentences) }));
console.log('language   real  recall  certain  kind right   look-alikes  only-emergency  with card');
for (const { name, score } of scores) console.log(row(name, score));
if (process.argv.includes('--misses')) for (const set of sets) printMisses(set.name, triage, set.sentences);

const worst = Math.min(...scores.map(({ score }) => score.recall));
const mostOnly = Math.max(...scores.map(({ score }) => score.onlyEmergency));
const passed = worst >= BARS.recall && mostOnly <= BARS.onlyEmergency;
console.log(
  `worst recall ${worst.toFixed(3)} (bar ${BARS.recall}), most look-alikes only an emergency ${mostOnly.toFixed(3)} (bar ${BARS.onlyEmergency}): ${passed ? 'passed' : 'FAILED'}`,
);
process.exitCode = passed ? 0 : 1;

function row(name: string, score: Score): string {
  const cells = [
    String(score.real).padStart(6),
    score.recall.toFixed(3).padStart(8),
    score.certain.toFixed(3).padStart(9),
    score.kindRight.toFixed(3).padStart(12),
    String(score.lookAlikes).padStart(14),
    score.onlyEmergency.toFixed(3).padStart(16),
    score.withCard.toFixed(3).padStart(11),
  ];
  return name.padEnd(9) + cells.join('');
}

function printMisses(name: string, judge: Triage, sentences: readonly Sentence[]): void {
  for (const sentence of sentences) {
    const alarm = judge.check(sentence.text);
    const right =
      sentence.want === 'none'
        ? alarm.kind === 'none'
        : alarm.kind === sentence.want || (sentence.want === 'either' && alarm.kind !== 'none');
    if (!right) console.log(`${name}: want ${sentence.want}, got ${JSON.stringify(alarm)}: ${sentence.text}`);
  }
}

interface Turns {
  readonly turns: readonly string[];
  readonly expect: readonly ({ readonly outcome?: readonly string[] } | null)[];
}

/** The judged turns of a question set: which of them are real is what their acceptable outcomes say. */
function devTurns(path: string): readonly Sentence[] {
  return (
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      // The file's own form is checked by the evaluation that owns it.
      .map(line => JSON.parse(line) as Turns)
      .flatMap(({ turns, expect }) =>
        turns.flatMap((text, index): readonly Sentence[] => {
          const outcome = expect[index]?.outcome;
          return outcome === undefined ? [] : [{ text, want: wanted(outcome) }];
        }),
      )
  );
}

function wanted(outcome: readonly string[]): Sentence['want'] {
  if (outcome.includes('answered') || outcome.includes('handoff') || outcome.includes('clarify'))
    return 'none';
  const emergency = outcome.includes('emergency');
  const crisis = outcome.includes('crisis');
  if (emergency && crisis) return 'either';
  return emergency ? 'emergency' : crisis ? 'crisis' : 'none';
}
