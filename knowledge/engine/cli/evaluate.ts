/*
 * Judges the engine: npx tsx knowledge/engine/cli/evaluate.ts
 *   --knowledge DIR   articles and classes, or a foreign folder (default: our own)
 *   --lang en,es      only these languages
 *   --set FILE        a question set in the form of dev.jsonl, ranked by an index of all that was read
 *   --misses          prints the turns of the set that went wrong
 *   --no-folds        leaves out the cross-validation
 */
import { parseArgs } from 'node:util';
import { buildIndex } from '../build-index.ts';
import { crossValidate } from '../evaluation/cross-validate.ts';
import { readQuestionSet, scoreQuestionSet } from '../evaluation/question-set.ts';
import { knowledgeDir } from '../knowledge-dir.ts';
import { loadIndex } from '../load-index.ts';
import { readDocuments } from '../read-documents.ts';
import { readSynonyms } from '../read-synonyms.ts';
import { readTuning, type Tuning } from '../tuning.ts';
import type { TrainingDocument } from '../types.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const percent = (part: number, whole = 1) => `${((100 * part) / (whole || 1)).toFixed(1)} %`;

const { values } = parseArgs({
  options: {
    knowledge: { type: 'string', default: knowledgeDir() },
    lang: { type: 'string' },
    set: { type: 'string' },
    misses: { type: 'boolean', default: false },
    'no-folds': { type: 'boolean', default: false },
  },
});

const tuning = readTuning(knowledgeDir());
const languages = values.lang?.split(',');
const documents = readDocuments(values.knowledge).filter(
  ({ language }) => languages?.includes(language) ?? true,
);
if (!values['no-folds']) printFolds(documents, tuning);
if (values.set !== undefined) await printSet(values.set);

function printFolds(read: readonly TrainingDocument[], tuned: Tuning): void {
  const { questions, first, firstThree, reliability } = crossValidate(
    read,
    readSynonyms(knowledgeDir()),
    tuned,
  );
  print(`held-back questions: ${questions}; first ${percent(first)}, first three ${percent(firstThree)}`);
  for (const { from, weight, meanConfidence, accuracy } of reliability.bins) {
    print(
      `  from ${from.toFixed(1)}: ${weight.toFixed(0)} cases, said ${percent(meanConfidence)}, were ${percent(accuracy)}`,
    );
  }
  print(`expected calibration error: ${reliability.error.toFixed(3)}`);
}

async function printSet(path: string): Promise<void> {
  const start = performance.now();
  const bytes = await buildIndex(documents, { tuning });
  const built = performance.now();
  const engine = loadIndex(bytes);
  const loaded = performance.now();
  print(`built in ${((built - start) / 1000).toFixed(1)} s, loaded in ${(loaded - built).toFixed(0)} ms`);
  print(JSON.stringify(engine.stats));
  const conversations = readQuestionSet(path).filter(({ lang }) => languages?.includes(lang) ?? true);
  const { scores, misses } = scoreQuestionSet(engine, conversations, tuning.thresholds.answer);
  for (const score of scores) {
    print(
      `${score.language}: ${score.questions} judged, first ${percent(score.first, score.questions)}, ` +
        `first three ${percent(score.firstThree, score.questions)}, wrong answers ${score.wrongAnswers}, ` +
        `turned away ${score.turnedAway} of ${score.toTurnAway}`,
    );
  }
  if (!values.misses) return;
  for (const { id, text, wanted, got, confidence } of misses) {
    print(`${id} | ${text} | ${wanted.join(', ')} | ${got.join(', ')} | ${confidence.toFixed(2)}`);
  }
}
