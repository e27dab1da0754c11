import { element } from './svg.ts';

export interface DotColumn {
  readonly name: string;
  /** Shares, [0, 1]; the first is ours. */
  readonly values: readonly number[];
}

const HEAD = 46;
const PLOT = 190;
const AXIS = 44;
export const DOTS_HEIGHT = HEAD + PLOT + 30;

/** A column of dots for each name: ours in colour, the others grey. */
export function drawDots(
  title: string,
  note: string,
  columns: readonly DotColumn[],
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
): readonly string[] {
  const start = top + HEAD;
  const y = (share: number) => start + PLOT * (1 - share);
  const step = (width - AXIS) / columns.length;
  return [
    element('text', { x: left, y: top + 16, class: 'title' }, title),
    element('text', { x: left, y: top + 34, class: 'faint' }, note),
    ...[0, 0.25, 0.5, 0.75, 1].flatMap(share => [
      element('line', { x1: left + AXIS, x2: left + width, y1: y(share), y2: y(share), class: 'rule' }),
      element(
        'text',
        { x: left + AXIS - 8, y: y(share) + 4, 'text-anchor': 'end', class: 'faint' },
        `${share * 100} %`,
      ),
    ]),
    ...columns.flatMap(({ name, values: [ours = 0, ...others] }, column) => {
      const x = left + AXIS + step * (column + 0.5);
      return [
        element('text', { x, y: start + PLOT + 20, 'text-anchor': 'middle' }, name),
        ...others.map(value => element('circle', { cx: x, cy: y(value), r: 4, class: 'other' })),
        element('circle', { cx: x, cy: y(ours), r: 6, class: 'ours' }),
      ];
    }),
  ];
}
