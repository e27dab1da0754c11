import { type Bar, type BarPanel, drawBars, panelHeight } from '../chart/bar-panel.ts';
import { DOTS_HEIGHT, drawDots } from '../chart/dot-panel.ts';
import { picture } from '../chart/svg.ts';
import { showMs, showPercent } from '../measure/show.ts';
import { accuracyAt } from './judge.ts';
import type { Measured } from './measures.ts';

const WIDTH = 860;
const MARGIN = 20;
const GAP = 30;
/** Times from 0.01 ms on, by powers of ten. */
const SHORTEST_MS = 0.01;

/** The picture beside the report: accuracy, time, and accuracy by language. */
export function retrievalChart(measured: readonly Measured[]): string {
  const bars = (value: (row: Measured) => number, show: (value: number) => string): readonly Bar[] =>
    measured.map(row => ({ name: row.name, value: value(row), shown: show(value(row)) }));
  const longest = Math.max(...measured.map(({ timings }) => timings.p99));
  const accuracy: BarPanel = {
    title: 'Accuracy at 1',
    note: 'development set, all languages',
    bars: bars(({ judgements }) => accuracyAt(1, judgements.dev) ?? 0, showPercent),
    lengthOf: value => value,
  };
  const time: BarPanel = {
    title: 'Time for a question',
    note: '99th percentile; a tenth is a step',
    bars: bars(
      ({ timings }) => timings.p99,
      value => `${showMs(value)} ms`,
    ),
    lengthOf: value => Math.log(value / SHORTEST_MS) / Math.log(longest / SHORTEST_MS),
  };
  const languages = [
    ...new Set(measured[0]?.judgements.heldBack.map(({ question }) => question.language)),
  ].sort();
  const columns = languages.map(name => ({
    name,
    values: measured.map(
      ({ judgements }) =>
        accuracyAt(
          1,
          judgements.heldBack.filter(({ question }) => question.language === name),
        ) ?? 0,
    ),
  }));
  const half = (WIDTH - 2 * MARGIN - GAP) / 2;
  const below = MARGIN + panelHeight(accuracy) + GAP;
  const full = { left: MARGIN, top: below, width: WIDTH - 2 * MARGIN };
  return picture(
    WIDTH,
    below + DOTS_HEIGHT + MARGIN,
    'Accuracy and time for a question of our engine and six other libraries, and accuracy by language',
    [
      ...drawBars(accuracy, MARGIN, MARGIN, half),
      ...drawBars(time, MARGIN + half + GAP, MARGIN, half),
      ...drawDots(
        'Accuracy at 1 by language',
        'sample questions held back; ours in colour, the others grey',
        columns,
        full,
      ),
    ],
  );
}
