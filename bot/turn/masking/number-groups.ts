/** A number as written: groups of digits with little between them. */
export interface NumberGroups {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** How many digits each group has. */
  readonly shape: readonly number[];
  /** What stands between the groups of a number of two, without spaces: `-`, or nothing. */
  readonly separator: string;
}

/** Most groups and digits of one number: a payment card spelled digit by digit. */
const MOST_GROUPS = 20;
const MOST_DIGITS = 19;
const FEWEST_DIGITS = 7;
/** A run of more groups is a list, not a number spelled digit by digit; in one, only short numbers are looked for. */
const LONGEST_RUN = 40;
const MOST_GROUPS_IN_LONG_RUN = 5;
const BETWEEN = /^[ \t\u00a0.\-‐-―−_()·•~]$/;
const MOST_BETWEEN = 4;

interface Group {
  readonly start: number;
  readonly end: number;
}

/** Every way to read neighbouring digit groups as one number of seven digits or more: by start, longest first. */
export function* numbersOf(text: string): Generator<NumberGroups> {
  for (const run of runsOf(text)) {
    const most = run.length > LONGEST_RUN ? MOST_GROUPS_IN_LONG_RUN : MOST_GROUPS;
    const digitsBefore = sums(run);
    for (let first = 0; first < run.length; first++) {
      for (let end = Math.min(run.length, first + most); end > first; end--) {
        const digits = (digitsBefore[end] ?? 0) - (digitsBefore[first] ?? 0);
        if (digits > MOST_DIGITS) continue;
        if (digits < FEWEST_DIGITS) break;
        const number = read(text, run.slice(first, end));
        if (number !== undefined) yield number;
      }
    }
  }
}

/** Groups of digits with little between them. */
function runsOf(text: string): readonly (readonly Group[])[] {
  const runs: Group[][] = [];
  for (const match of text.matchAll(/\d+/g)) {
    const group = { start: match.index, end: match.index + match[0].length };
    const run = runs.at(-1);
    if (run !== undefined && joined(text, run.at(-1), group)) run.push(group);
    else runs.push([group]);
  }
  return runs;
}

function sums(run: readonly Group[]): readonly number[] {
  const before = [0];
  for (const group of run) before.push((before.at(-1) ?? 0) + size(group));
  return before;
}

function joined(text: string, one: Group | undefined, next: Group): boolean {
  if (one === undefined || next.start - one.end > MOST_BETWEEN) return false;
  for (let at = one.end; at < next.start; at++) {
    const unit = text[at] ?? '';
    if (unit !== ' ' && unit !== '-' && !BETWEEN.test(unit)) return false;
  }
  return true;
}

function size(group: Group | undefined): number {
  return group === undefined ? 0 : group.end - group.start;
}

function read(text: string, groups: readonly Group[]): NumberGroups | undefined {
  const [first, second] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let digits = '';
  for (const { start, end } of groups) digits += text.slice(start, end);
  const separator =
    second !== undefined && second === last ? text.slice(first.end, second.start).replace(/\s/g, '') : '';
  return { start: first.start, end: last.end, digits, shape: groups.map(size), separator };
}
