import { markdownTable } from '../measure/markdown-table.ts';
import { showMegabytes, showMs, showPercent, showSeconds } from '../measure/show.ts';
import type { LogisticPart } from './contenders/natural-logistic.ts';
import { accuracyAt, type Judgement, wrongAtCoverage } from './judge.ts';
import type { Measured, SetName } from './measures.ts';

/** Share of the questions that each library answers where wrong answers are compared. */
const COVERAGE = 0.8;

interface ReportInput {
  /** Ours first. */
  readonly measured: readonly Measured[];
  readonly logistic: readonly LogisticPart[];
  /** What it was run on, and when. */
  readonly machine: string;
  readonly isTopic: (label: string) => boolean;
}

/** The report in Markdown. */
export function retrievalReport({ measured, logistic, machine, isTopic }: ReportInput): string {
  const [first] = measured;
  if (first === undefined) throw new Error('nothing was measured');
  const count = (set: SetName) => first.judgements[set].length;
  const away = first.judgements.dev.filter(({ question }) => question.topics === null).length;
  return `# Retrieval beside other libraries

Written by \`npm run bench:retrieval\`; don't edit. ${machine}.

![Accuracy and time of each library](retrieval.svg)

Every library got the same articles and sample questions of all languages, classes to turn away among them, built its
index in a process of its own and served it from the file in another. Two sets were asked: the one-turn questions of
\`tests/eval/dev.jsonl\` (${count('dev') - away} to answer, ${away} to turn away), and ${count('heldBack')} sample questions that no library
learnt from. Settings were tried out on the development set, for the others too, and the best taken.

## Development set

${markdownTable(
  ['', 'at 1', 'at 3', `wrong at ${COVERAGE * 100} %`, 'p50', 'p99', 'build', 'load', 'index', 'memory'],
  measured.map(row => [
    row.name,
    showPercent(accuracyAt(1, row.judgements.dev) ?? 0),
    showPercent(accuracyAt(3, row.judgements.dev) ?? 0),
    showPercent(wrongAtCoverage(COVERAGE, row.judgements.dev, isTopic)),
    `${showMs(row.timings.p50)} ms`,
    `${showMs(row.timings.p99)} ms`,
    showSeconds(row.buildMs),
    `${showMs(row.loadMs)} ms`,
    showMegabytes(row.fileBytes),
    showMegabytes(row.memoryBytes),
  ]),
)}

*at 1, at 3*: an acceptable topic is first, or among the first three; a question that may also be turned away counts when it is. *wrong at ${COVERAGE * 100} %*: each library answers the ${COVERAGE * 100} % of the
questions it is surest of by its own score and turns the rest away; wrong answers, to questions to turn away too, over
all questions. *p50, p99*: one question, each new to the library, after ${count('heldBack')} others. *load*: import and file to ready.
*memory*: growth of the resident memory over that.

### Accuracy at 1 by language

${byLanguage(measured, 'dev')}

## Sample questions held back

${byLanguage(measured, 'heldBack')}

## Settings

${measured.map(({ name, settings }) => `- **${name}**: ${settings}.`).join('\n')}
- **natural logistic regression**: left out. ${logistic
    .map(({ topics, texts, ms }) => `${topics} topics with ${texts} texts took ${showSeconds(ms)}`)
    .join(
      ', ',
    )} to train; its matrices are dense, so time grows with texts × words × topics × steps, and the English
  texts alone are some 10,000 on 150 topics.
`;
}

function byLanguage(measured: readonly Measured[], set: SetName): string {
  const questions = measured[0]?.judgements[set].filter(({ question }) => question.topics !== null) ?? [];
  const languages = [...new Set(questions.map(({ question }) => question.language))].sort();
  const of = (judgements: readonly Judgement[], language: string) =>
    judgements.filter(({ question }) => question.language === language);
  const percent = (value: number | null) => (value === null ? '–' : (value * 100).toFixed(0));
  const peers = measured.slice(1);
  const lead = (language: string) => {
    const ours = accuracyAt(1, of(measured[0]?.judgements[set] ?? [], language)) ?? 0;
    const best = Math.max(...peers.map(peer => accuracyAt(1, of(peer.judgements[set], language)) ?? 0));
    return ((ours - best) * 100).toFixed(0).replace(/^(?=[1-9])/, '+');
  };
  return markdownTable(
    ['', 'all', 'all at 3', ...languages],
    [
      [
        '*questions*',
        String(questions.length),
        '',
        ...languages.map(language => String(of(questions, language).length)),
      ],
      ...measured.map(({ name, judgements }) => [
        name,
        ((accuracyAt(1, judgements[set]) ?? 0) * 100).toFixed(1),
        ((accuracyAt(3, judgements[set]) ?? 0) * 100).toFixed(1),
        ...languages.map(language => percent(accuracyAt(1, of(judgements[set], language)))),
      ]),
      ['*ours before the best other, points*', '', '', ...languages.map(lead)],
    ],
  );
}
