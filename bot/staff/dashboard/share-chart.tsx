import { percent } from '../words/numbers.ts';
import { wilson } from '../words/wilson.ts';

const WIDTH = 720;
const ROW = 30;
const LEFT = 190;
const RIGHT = 70;

/** A share by name, each with its 95 % interval; the same numbers stand in the table beside. */
export function ShareChart(props: {
  readonly label: string;
  readonly rows: readonly { readonly name: string; readonly hits: number; readonly sample: number }[];
}) {
  const { label, rows } = props;
  const across = (share: number) => LEFT + share * (WIDTH - LEFT - RIGHT);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the arrow keys
    <figure class="chart" tabIndex={0} aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${rows.length * ROW + 8}`} role="img" aria-label={label}>
        {rows.map(({ name, hits, sample }, place) => {
          const interval = wilson(hits, sample);
          const middle = place * ROW + ROW / 2 + 4;
          return (
            <g key={name}>
              <text x={LEFT - 10} y={middle + 5} text-anchor="end">
                {name}
              </text>
              <line class="grid" x1={across(0)} x2={across(1)} y1={middle} y2={middle} />
              {interval && (
                <>
                  <rect
                    class="answered"
                    x={across(0)}
                    y={middle - 8}
                    width={across(interval.share) - across(0)}
                    height={16}
                  />
                  <line
                    class="interval"
                    x1={across(interval.low)}
                    x2={across(interval.high)}
                    y1={middle}
                    y2={middle}
                  />
                </>
              )}
              <text x={WIDTH - RIGHT + 10} y={middle + 5}>
                {percent(hits, sample)}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
