import type { Search } from './search.ts';

/** How far behind its cue word a member or record number may stand, in characters. */
const REACH = 40;
/** "A1234567 is my member id". */
const REACH_BEFORE = 18;
const FEWEST_DIGITS = 5;
/** Directly behind the cue ("case # 4521"), fewer digits are enough. */
const FEWEST_DIRECT = 4;
const TOKEN =
  /(?<![\p{L}\p{N}$.,/])(?:[a-z]{0,6}[-]?)?\d[a-z0-9]{0,24}(?:[- ]\d[a-z0-9]{0,14}|-[a-z]{1,3}(?![a-z])){0,6}(?![\p{L}\p{N}]*\/)/gu;
const HAS_DIGIT = /\d/;
const MONEY_BEHIND =
  /^\s?(?:dollars?|bucks|usd|dolares|pesos|đo|do la|доллар|долларов|دلار|دولار|달러|원|美元|块|塊|元|ដុល្លារ|դոլար|%|mg|ml)/u;

/** Member, record, case, claim and document numbers beside a cue word. */
export function findRecords({ text, cues, taken }: Search): void {
  for (const cue of cues('member')) {
    const line = text.slice(cue.end, cue.end + REACH + 30).split('\n', 1)[0] ?? '';
    for (const match of HAS_DIGIT.test(line) ? line.matchAll(TOKEN) : []) {
      if (match.index > REACH) break;
      const start = cue.end + match.index;
      const between = line.slice(0, match.index);
      if (!/[.!?。]\s/.test(between) && isRecord(text, start, match[0], between))
        claim(start, start + match[0].length);
    }
    const before = text.slice(Math.max(0, cue.start - REACH_BEFORE - 26), cue.start);
    const last = HAS_DIGIT.test(before) ? [...before.matchAll(TOKEN)].at(-1) : undefined;
    if (last === undefined || before.length - last.index - last[0].length > REACH_BEFORE) continue;
    const start = cue.start - before.length + last.index;
    const linking = before.slice(last.index + last[0].length);
    if (/\bis\b|\bes\b|是|это|هو|\bla\b|ay/.test(linking) && isRecord(text, start, last[0], 'far'))
      claim(start, start + last[0].length);
  }

  function claim(start: number, end: number): void {
    if (!taken.has(start, end)) taken.claim('MEMBER_ID', start, end);
  }
}

function isRecord(text: string, start: number, token: string, between: string): boolean {
  const digits = token.replace(/\D/g, '').length;
  const direct = between.replace(/[^\p{L}]/gu, '').length <= 4;
  if (digits < (direct ? FEWEST_DIRECT : FEWEST_DIGITS)) return false;
  if (/^(?:19|20)\d\d$/.test(token)) return false;
  if (/^\d{1,4}[- ]\d{1,2}[- ]\d{1,4}$/.test(token) && digits <= 8) return false;
  if (!direct && /^9[0-6]\d{3}(?:-\d{4})?$/.test(token)) return false;
  return !MONEY_BEHIND.test(text.slice(start + token.length, start + token.length + 12));
}
