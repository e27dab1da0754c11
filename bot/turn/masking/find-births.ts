import type { Search } from './search.ts';

/** How far from its cue word a date of birth may stand, in characters. */
const REACH = { behind: 60, before: 28 } as const;
const BETWEEN = /[\s.,/\-‐-―−·\\،()'年月日號号년월일 ]/u;
/** Most characters between dates told together: "1/2/2010 and 3/4/2012". */
const LISTED = 16;
const MOST_BETWEEN = 3;
/** Day, month, year. */
const PARTS = 3;
/** "day" and "year" written behind the number. */
const CLOSING = /^\s?(?:[日號号일]|года|год|г\.|թվականի?ն?|թ\.)/u;

interface DateSpan {
  readonly start: number;
  readonly end: number;
}

interface DateToken extends DateSpan {
  readonly kind: 'number' | 'month' | 'word';
}

/** Finds dates of any usual form, and claims those beside a word of birth. */
export function findBirths(search: Search): void {
  const cues = search.cues('birth');
  if (cues.length === 0) return;
  const dates = datesOf(search);
  const claimed = new Set<DateSpan>();
  for (const cue of cues) {
    for (const date of beside(search.text, cue, dates)) {
      // From here on those listed with it are claimed too.
      if (claimed.has(date)) break;
      claimed.add(date);
      search.taken.claim('DOB', date.start, date.end);
    }
  }
}

/** The first date behind a cue and those listed with it, or else the last one before. */
function* beside(text: string, cue: DateSpan, dates: readonly DateSpan[]): Generator<DateSpan> {
  const place = firstWhere(dates, date => date.start >= cue.end - 1);
  const behind = dates[place];
  if (
    behind !== undefined &&
    behind.start - cue.end <= REACH.behind &&
    sameLine(text, cue.end, behind.start)
  ) {
    yield behind;
    let last = behind;
    for (let at = place + 1; at < dates.length; at++) {
      const next = dates[at];
      if (next === undefined || !isListed(text, last, next)) return;
      yield next;
      last = next;
    }
    return;
  }
  const before = dates[firstWhere(dates, ({ end }) => end > cue.start + 2) - 1];
  if (before !== undefined && cue.start - before.end <= REACH.before && sameLine(text, before.end, cue.start))
    yield before;
}

/** Whether a date is told together with the one before it. */
function isListed(text: string, before: DateSpan, date: DateSpan): boolean {
  if (date.start - before.end > LISTED) return false;
  return (
    !/[.;!?\n]/.test(text.slice(before.end, date.start)) && !/^\d+$/.test(text.slice(date.start, date.end))
  );
}

/** Place of the first of which something is true that is true of all behind it too; the length where of none. */
function firstWhere<T>(list: readonly T[], isTrue: (one: T) => boolean): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = list[middle];
    if (one !== undefined && isTrue(one)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function sameLine(text: string, from: number, to: number): boolean {
  return !text.slice(from, to).includes('\n');
}

function datesOf(search: Search): readonly DateSpan[] {
  const { text } = search;
  const tokens = tokensOf(search);
  const dates: DateSpan[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const run = runFrom(text, tokens, index);
    const date = run.length === 0 ? undefined : dateOf(text, run);
    if (date === undefined) continue;
    dates.push(date);
    while ((tokens[index + 1]?.start ?? Number.POSITIVE_INFINITY) < date.end) index++;
  }
  return dates;
}

/** Numbers, months and words of dates that are free, in order, longest first. */
function tokensOf({ text, taken, cues }: Search): readonly DateToken[] {
  const tokens: DateToken[] = [];
  const add = (kind: DateToken['kind'], start: number, end: number) => {
    if (!taken.has(start, end)) tokens.push({ kind, start, end });
  };
  for (const { 0: number, index } of text.matchAll(/\d{1,8}/g)) add('number', index, index + number.length);
  for (const { start, end } of cues('months')) add('month', start, end);
  for (const { start, end } of cues('dateWords')) add('word', start, end);
  return tokens.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** From a number or month on, tokens with little between them, until they make a whole date. */
function runFrom(text: string, tokens: readonly DateToken[], first: number): readonly DateToken[] {
  const run: DateToken[] = [];
  let parts = 0;
  for (let index = first; index < tokens.length && parts < PARTS; index++) {
    const token = tokens[index];
    const last = run.at(-1);
    if (token === undefined) break;
    if (last === undefined && token.kind === 'word') break;
    if (last !== undefined && token.start < last.end) continue;
    if (last !== undefined && !onlyBetween(text, last.end, token.start)) break;
    run.push(token);
    if (token.kind !== 'word') parts++;
  }
  while (run.at(-1)?.kind === 'word') run.pop();
  return run;
}

function onlyBetween(text: string, from: number, to: number): boolean {
  if (to - from > MOST_BETWEEN) return false;
  for (let at = from; at < to; at++) if (!BETWEEN.test(text[at] ?? '')) return false;
  return true;
}

function dateOf(text: string, run: readonly DateToken[]): DateSpan | undefined {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const months = run.filter(token => token.kind === 'month').length;
  const numbers = run
    .filter(token => token.kind === 'number')
    .map(token => text.slice(token.start, token.end));
  if (!plausible(numbers, months)) return undefined;
  const closing = CLOSING.exec(text.slice(last.end, last.end + 12))?.[0].length ?? 0;
  return { start: first.start, end: last.end + closing };
}

function plausible(numbers: readonly string[], months: number): boolean {
  if (months > 1 || numbers.length === 0) return false;
  const years = numbers.filter(number => /^(?:1[34]|19|20)\d\d$/.test(number)).length;
  const small = numbers.filter(number => number.length <= 2 && Number(number) <= 99).length;
  if (years + small !== numbers.length)
    return numbers.length === 1 && months === 0 && /^(?:\d{8}|\d{6})$/.test(numbers[0] ?? '');
  if (years > 1) return false;
  return (
    numbers.length + months === PARTS || (numbers.length + months === 2 && (months === 1 || years === 1))
  );
}
