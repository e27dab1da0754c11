import { element } from './svg.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** As it is written beside the bar. */
  readonly shown: string;
}

export interface BarPanel {
  readonly title: string;
  readonly note: string;
  /** The first is ours. */
  readonly bars: readonly Bar[];
  /** Share of the width that a value's bar takes, [0, 1]. */
  readonly lengthOf: (value: number) => number;
}

const LINE = 24;
const HEAD = 46;
const NAMES = 118;
const SHOWN = 64;

export function panelHeight({ bars }: BarPanel): number {
  return HEAD + bars.length * LINE + 12;
}

/** Horizontal bars with their names before and their values behind them. */
export function drawBars(panel: BarPanel, left: number, top: number, width: number): readonly string[] {
  const longest = width - NAMES - SHOWN;
  return [
    element('text', { x: left, y: top + 16, class: 'title' }, panel.title),
    element('text', { x: left, y: top + 34, class: 'faint' }, panel.note),
    ...panel.bars.flatMap(({ name, value, shown }, place) => {
      const y = top + HEAD + place * LINE;
      const length = Math.max(2, longest * panel.lengthOf(value));
      const kind = place === 0 ? 'ours' : 'other';
      return [
        element('text', { x: left + NAMES - 8, y: y + 15, 'text-anchor': 'end' }, name),
        element('rect', { x: left + NAMES, y: y + 3, width: length, height: LINE - 8, rx: 2, class: kind }),
        element('text', { x: left + NAMES + length + 6, y: y + 15 }, shown),
      ];
    }),
  ];
}
