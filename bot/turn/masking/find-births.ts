import { CueFinder } from './cue-finder.ts';
import type { CueWords } from './cue-words.ts';
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
export function birthFinder(words: CueWords): (search: Search) => void {
  const finder = new CueFinder({ month: words.lists.months, word: words.lists.dateWords });
  return search => {
    const cues = search.cues('birth');
    if (cues.length === 0) return;
    const dates = datesOf(search, finder);
    for (const cue of cues)
      for (const date of beside(search.text, cue, dates)) search.taken.claim('DOB', date.start, date.end);
  };
}

/** The first date behind a cue and those listed with it, or else the last one before. */
function beside(text: string, cue: DateSpan, dates: readonly DateSpan[]): readonly DateSpan[] {
  const first = dates.findIndex(date => date.start >= cue.end - 1);
  const behind = dates[first];
  if (
    behind !== undefined &&
    behind.start - cue.end <= REACH.behind &&
    sameLine(text, cue.end, behind.start)
  ) {
    const listed = [behind];
    for (const date of dates.slice(first + 1)) {
      const between = text.slice(listed.at(-1)?.end ?? 0, date.start);
      if (
        between.length > LISTED ||
        /[.;!?\n]/.test(between) ||
        /^\d+$/.test(text.slice(date.start, date.end))
      )
        break;
      listed.push(date);
    }
    return listed;
  }
  const before = dates.findLast(date => date.end <= cue.start + 2);
  const near =
    before !== undefined && cue.start - before.end <= REACH.before && sameLine(text, before.end, cue.start);
  return near ? [before] : [];
}

function sameLine(text: string, from: number, to: number): boolean {
  return !text.slice(from, to).includes('\n');
}

function datesOf(search: Search, finder: CueFinder<'month' | 'word'>): readonly DateSpan[] {
  const { text, taken } = search;
  const tokens: DateToken[] = [
    ...[...text.matchAll(/\d{1,8}/g)].map(match => ({
      kind: 'number' as const,
      start: match.index,
      end: match.index + match[0].length,
    })),
    ...finder.find(text).map(cue => ({ kind: cue.purpose, start: cue.start, end: cue.end })),
  ]
    .filter(token => !taken.has(token.start, token.end))
    .sort((a, b) => a.start - b.start || b.end - a.end);
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
