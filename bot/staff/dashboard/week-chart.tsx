import type { Counts } from '../../transcripts/review/dashboard.ts';
import { whole } from '../words/numbers.ts';

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 56;
const BOTTOM = 34;
const TOP = 10;
const LABELS_AT_MOST = 10;

const SERIES = [
  { name: 'Answered', class: 'answered', of: (week: Counts) => week.answered },
  { name: 'Asked back', class: 'clarify', of: (week: Counts) => week.clarify },
  { name: 'Handed off', class: 'handoff', of: (week: Counts) => week.handoff },
] as const;

/** Questions of each week as stacked bars, by how they ended; the same numbers stand in the table beside. */
export function WeekChart({ weeks }: { readonly weeks: readonly Counts[] }) {
  const most = Math.max(1, ...weeks.map(week => SERIES.reduce((sum, { of }) => sum + of(week), 0)));
  const top = niceCeiling(most);
  const slot = (WIDTH - LEFT) / Math.max(1, weeks.length);
  const height = (count: number) => (count / top) * (HEIGHT - BOTTOM - TOP);
  const every = Math.ceil(weeks.length / LABELS_AT_MOST);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the arrow keys
    <figure class="chart" tabIndex={0} aria-label="Questions a week, by how they ended">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Questions a week, by how they ended">
        {[0, 0.5, 1].map(part => (
          <g key={part}>
            <line
              class="grid"
              x1={LEFT}
              x2={WIDTH}
              y1={HEIGHT - BOTTOM - height(top * part)}
              y2={HEIGHT - BOTTOM - height(top * part)}
            />
            <text x={LEFT - 8} y={HEIGHT - BOTTOM - height(top * part) + 5} text-anchor="end">
              {whole(top * part)}
            </text>
          </g>
        ))}
        {weeks.map((week, place) => {
          let below = 0;
          return (
            <g key={week.value}>
              {SERIES.map(({ name, class: kind, of }) => {
                const tall = height(of(week));
                below += tall;
                return (
                  <rect
                    key={name}
                    class={kind}
                    x={LEFT + place * slot + slot * 0.15}
                    y={HEIGHT - BOTTOM - below}
                    width={slot * 0.7}
                    height={tall}
                  />
                );
              })}
              {place % every === 0 && (
                <text x={LEFT + (place + 0.5) * slot} y={HEIGHT - 12} text-anchor="middle">
                  {week.value.slice(5)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        {SERIES.map(({ name, class: kind }) => (
          <span key={name} class="key">
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <rect class={kind} width="10" height="10" />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** The next round number: 1, 2 or 5 times a power of ten. */
function niceCeiling(number: number): number {
  const power = 10 ** Math.floor(Math.log10(number));
  return ([1, 2, 5, 10].find(step => step * power >= number) ?? 10) * power;
}
