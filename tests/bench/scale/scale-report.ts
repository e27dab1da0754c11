import { markdownTable } from '../measure/markdown-table.ts';
import { showMegabytes, showMs, showPercent, showSeconds } from '../measure/show.ts';
import { growthExponent } from './growth.ts';
import type { SizeMeasures } from './measure-size.ts';

export interface SizeRow extends SizeMeasures {
  /** Recall at 10 against an exact ranking; null where it was not compared. */
  readonly recall: number | null;
}

/** The bar at 100,000 passages: slowest of a hundred questions. */
const TARGET = { passages: 100_000, p99: 20 };
/** Recall that counts as equal accuracy. */
const EQUAL_RECALL = 0.95;

/** The report in Markdown. @param ours name of our own search */
export function scaleReport(rows: readonly SizeRow[], ours: string, machine: string): string {
  const names = [...new Set(rows.map(({ name }) => name))];
  const complete = rows.filter(({ added, passages }) => added === passages);
  return `# Passage search at scale

Written by \`npm run bench:scale\`; don't edit. ${machine}.

Made-up passages of 20 to 60 words in eleven made-up languages (letters, lengths and spaces as in the plan's; frequency of a
word falls as one over its rank), the same ones for every library, cut into the same tokens (\`knowledge/passages/read-terms.ts\`).
Questions are 3 to 8 words drawn from one passage, frequent ones too. Each library runs in a process of its own; the others
stop where building took 60 s.

${markdownTable(
  ['', 'passages', 'build', 'memory', 'file', 'p50', 'p99', 'recall at 10', 'finds its passage'],
  rows.map(row => cells(row)),
)}

*memory*: growth of the resident memory; texts aren't kept. *recall at 10*: against BM25 that weighs every passage, in
60 questions. *finds its passage*: the passage whose words were asked is among the ten.

## How it grows

The exponent of a power over all sizes: 1 grows as the number of passages does, 0 not at all.

${markdownTable(
  ['', 'build', 'memory', 'p50', 'p99'],
  names.map(name => {
    const own = complete.filter(row => row.name === name);
    const exponent = (value: (row: SizeRow) => number) =>
      growthExponent(own.map(row => ({ size: row.passages, value: value(row) })))?.toFixed(2) ?? '–';
    return [
      name,
      exponent(({ buildMs }) => buildMs),
      exponent(({ memoryBytes }) => memoryBytes),
      exponent(({ timings }) => timings.p50),
      exponent(({ timings }) => timings.p99),
    ];
  }),
)}

## Against the targets

${targets(rows, ours)}

## Settings

${names.map(name => `- **${name}**: ${rows.find(row => row.name === name)?.settings}.`).join('\n')}
`;
}

function cells(row: SizeRow): readonly string[] {
  const { name, passages, added, buildMs, memoryBytes, fileBytes, timings, recall, foundItsPassage } = row;
  const count = added.toLocaleString('en');
  return [
    name,
    added < passages ? `${count}, then over 60 s` : count,
    showSeconds(buildMs),
    showMegabytes(memoryBytes),
    fileBytes === null ? '–' : showMegabytes(fileBytes),
    `${showMs(timings.p50)} ms`,
    `${showMs(timings.p99)} ms`,
    recall === null ? '–' : recall.toFixed(3),
    showPercent(foundItsPassage),
  ];
}

function targets(rows: readonly SizeRow[], ours: string): string {
  const at = rows.filter(({ passages }) => passages === TARGET.passages);
  const own = at.find(({ name }) => name === ours);
  const size = TARGET.passages.toLocaleString('en');
  if (own === undefined) return `Not measured at ${size} passages.`;
  const met = own.timings.p99 <= TARGET.p99 ? 'met' : 'missed';
  return [
    `- p99 at ${size} passages: ${showMs(own.timings.p99)} ms, asked ≤ ${TARGET.p99} ms: ${met}.`,
    ...at.filter(({ name }) => name !== ours).map(peer => comparison(peer, own, rows)),
  ].join('\n');
}

/** One line: how much faster ours is than another library at the same size, and how accurate that one is. */
function comparison(peer: SizeRow, own: SizeRow, rows: readonly SizeRow[]): string {
  const recall = rows.findLast(({ name, recall }) => name === peer.name && recall !== null)?.recall ?? 0;
  const accuracy = recall >= EQUAL_RECALL ? 'as accurate' : 'less accurate';
  const faster = `${ratio(peer.timings.p50, own.timings.p50)} times as fast at p50, ${ratio(peer.timings.p99, own.timings.p99)} times at p99`;
  const count = peer.added.toLocaleString('en');
  return `- ${peer.name} with ${count} passages (${accuracy}: recall ${recall.toFixed(3)}): ours is ${faster}.`;
}

function ratio(theirs: number, ours: number): string {
  const times = theirs / ours;
  return times.toFixed(times < 10 ? 1 : 0);
}
