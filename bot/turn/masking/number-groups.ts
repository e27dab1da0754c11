/** A number as written: groups of digits with little between them. */
export interface NumberGroups {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** How many digits each group has. */
  readonly shape: readonly number[];
  /** What stands between the groups, without spaces: `-`, `)-`, or nothing. */
  readonly separators: readonly string[];
}

/** Most groups and digits of one number: a payment card spelled digit by digit. */
const MOST_GROUPS = 20;
const MOST_DIGITS = 19;
const BETWEEN = /^[ \t\u00a0.\-‐-―−_()·•~]{1,4}$/;

interface Group {
  readonly start: number;
  readonly end: number;
}

/** Every way to read neighbouring digit groups as one number: by start, longest first. */
export function* numbersOf(text: string): Generator<NumberGroups> {
  const groups: Group[] = [...text.matchAll(/\d+/g)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (let first = 0; first < groups.length; first++) {
    let last = first;
    let length = size(groups[first]);
    while (
      last - first + 1 < MOST_GROUPS &&
      length <= MOST_DIGITS &&
      joined(text, groups[last], groups[last + 1])
    ) {
      last++;
      length += size(groups[last]);
    }
    for (; last >= first; last--) {
      const number = read(text, groups.slice(first, last + 1));
      if (number !== undefined) yield number;
    }
  }
}

function joined(text: string, one: Group | undefined, next: Group | undefined): boolean {
  return one !== undefined && next !== undefined && BETWEEN.test(text.slice(one.end, next.start));
}

function size(group: Group | undefined): number {
  return group === undefined ? 0 : group.end - group.start;
}

function read(text: string, groups: readonly Group[]): NumberGroups | undefined {
  const first = groups[0];
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const digits = groups.map(group => text.slice(group.start, group.end)).join('');
  if (digits.length > MOST_DIGITS) return undefined;
  const separators = groups
    .slice(1)
    .map((group, index) => text.slice(groups[index]?.end ?? 0, group.start).replace(/\s/g, ''));
  return { start: first.start, end: last.end, digits, shape: groups.map(size), separators };
}
