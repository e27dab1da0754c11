import { Nearby } from './nearby.ts';
import type { NumberGroups } from './number-groups.ts';
import { isCard, northAmerican, phoneShaped, spelledOut, ssnShaped, validSsn } from './number-kinds.ts';
import type { Search } from './search.ts';

type Cues = ReturnType<Search['cues']>;

/** How far from its cue word a number may stand, in characters. */
const REACH = { behind: 40, before: 25 } as const;
/** "call me 555 1234": closer, for so short a number. */
const SHORT_REACH = { behind: 20, before: 0 } as const;

/** Lines of the directory, wherever they stand and however they are grouped. */
export function findKeptPhones({ numbers, taken }: Search, phones: ReadonlySet<string>): void {
  for (const number of numbers()) {
    const ten =
      number.digits.length === 11 && number.digits.startsWith('1') ? number.digits.slice(1) : number.digits;
    if (phones.has(ten) && !taken.has(number.start, number.end))
      taken.claim('KEEP', number.start, number.end);
  }
}

/** Social Security numbers, payment cards and phone numbers. */
export function findNumbers(search: Search): void {
  const { text, taken } = search;
  const ssn = new Nearby(text, search.cues('ssn'), REACH.behind, REACH.before);
  const member = new Nearby(text, search.cues('member'), REACH.behind, REACH.before);
  const phoneCues = ownPhoneCues(search);
  const phone = new Nearby(text, phoneCues, SHORT_REACH.behind, SHORT_REACH.before);
  for (const number of search.numbers()) {
    const start = startOf(text, number);
    const { end } = number;
    if (taken.has(start, end) || isMoneyOrPart(text, start, number) || isInCode(text, number.start)) continue;
    if (isCard(number)) taken.claim('CARD', start, end);
    else if (isSsn(number, ssn.near(start, end))) taken.claim('SSN', start, end);
    else if (phoneShaped(number, text[start] === '+')) {
      const recordNumber =
        (number.shape.length === 1 || !northAmerican(number)) &&
        member.near(start, end) &&
        lastCue(search, phoneCues, start) === 'member';
      taken.claim(recordNumber ? 'MEMBER_ID' : 'PHONE', start, end);
    } else if (isShortPhone(number) && phone.near(start, end)) taken.claim('PHONE', start, end);
  }
  findLastFour(search);
}

function isSsn(number: NumberGroups, cued: boolean): boolean {
  if (cued) return number.digits.length === 9 && (number.shape.length <= 4 || spelledOut(number));
  return validSsn(number.digits) && ssnShaped(number);
}

function isShortPhone({ digits, shape }: NumberGroups): boolean {
  return (
    (digits.length === 7 && shape.length <= 2) ||
    (digits.length >= 8 && digits.length <= 12 && shape.length <= 5)
  );
}

/** The number with its `+` and the bracket of its area code. */
function startOf(text: string, number: NumberGroups): number {
  let start = number.start;
  if (text[start - 1] === '(') start--;
  if (text[start - 1] === '+') start--;
  return start;
}

/** "$1234567", the rest of a version, and the decimals of "1,234.5678901"; numbers in a list have a comma between them. */
function isMoneyOrPart(text: string, start: number, number: NumberGroups): boolean {
  const { end, shape, separator } = number;
  const before = text.slice(Math.max(0, start - 3), start);
  if (/[$€£₱₩¥]\s?$/.test(before)) return !ssnShaped(number);
  if (/\d\.$/.test(before)) return shape.length === 1 || text.slice(start, end).includes('.');
  return shape.length === 2 && separator === '.' && /\d,$/.test(before);
}

/** Phone words that are no part of another cue: not the "number" of "case number". */
function ownPhoneCues(search: Search): Cues {
  const others = [...search.cues('member'), ...search.cues('ssn')];
  return search
    .cues('phone')
    .filter(cue => !others.some(other => other.start < cue.end && cue.start < other.end));
}

/** Letters right before the digits: "A1234567", but "tel3105551234". */
function isInCode(text: string, start: number): boolean {
  return (
    /(?:^|[^a-z])[a-z]{1,2}$/.test(text.slice(Math.max(0, start - 3), start)) &&
    !/(?:ph|no)$/.test(text.slice(0, start).slice(-2))
  );
}

/** Which of a Social Security, member or phone cue stands nearest before a place. */
function lastCue(search: Search, phoneCues: Cues, at: number): string | undefined {
  const lists = { ssn: search.cues('ssn'), member: search.cues('member'), phone: phoneCues };
  const before = (['ssn', 'member', 'phone'] as const).flatMap(list => {
    const cue = lists[list].findLast(candidate => candidate.end <= at);
    return cue === undefined ? [] : [{ list, end: cue.end }];
  });
  return before.sort((a, b) => b.end - a.end)[0]?.list;
}

/** "last four of my social 1234", "ssn is 1234", "XXX-XX-1234". */
function findLastFour(search: Search): void {
  const { text, taken } = search;
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])[x*#•]{3}[- ]?[x*#•]{2}[- ]?(\d{4})(?!\d)/gu)) {
    taken.claim('SSN', match.index, match.index + match[0].length);
  }
  const near = new Nearby(text, search.cues('ssn'), 60, 60);
  const direct = new Nearby(text, search.cues('ssn'), 12, 0);
  const lastFour = new Nearby(text, search.cues('lastFour'), 45, 20);
  for (const match of text.matchAll(/(?<![\d$.,/-])(?:\d{4}|\d \d \d \d)(?![\d/]|[.,-]\d)/g)) {
    const { index } = match;
    const end = index + match[0].length;
    if (taken.has(index, end)) continue;
    const cued = near.near(index, end) && lastFour.near(index, end);
    if (cued || (direct.near(index, end) && !/^(?:19|20)\d\d$/.test(match[0])))
      taken.claim('SSN', index, end);
  }
}
