import { lookBack } from './look-back.ts';
import type { Search } from './search.ts';

/** Longest local part and domain, RFC 5321 section 4.5.3.1. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;
const LOCAL = /[\p{L}\p{N}._%+-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
/** How far before "at" a local part in words is looked for, in characters. */
const REACH_BEFORE = 160;
/** "maria", "maria dot lopez", with what stands between it and the cue. */
const SPELLED_LOCAL =
  /(?<=([\p{L}\p{N}._%+-]{1,64}(?:\s+(?:dot|punto|dash|underscore|guion|точка)\s+[\p{L}\p{N}._-]{1,40}){0,3}\s{0,2}))/uy;
const PROVIDERS =
  /^(?:gmail|gmial|gmai|hotmail|yahoo|outlook|icloud|aol|live|msn|me|mac|protonmail|proton|naver|daum|hanmail|qq|163|126|mail|yandex|rambler|att|sbcglobal|comcast|verizon|earthlink|charter|ymail)$/;
const ENDINGS = /^(?:com|net|org|edu|gov|us|ru|kr|cn|vn|ph|mx|am|ir|co|io|info|biz|me)$/;

/** E-mail addresses, with `@` or in words ("maria at yahoo dot com"). */
export function findEmails(search: Search): void {
  const { text, taken } = search;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const sign = text[at - 1] === ' ' && text[at + 1] === ' ' ? 1 : 0;
    const start = goBack(text, at - sign, LOCAL, LONGEST_LOCAL);
    let end = goOn(text, at + 1 + sign, DOMAIN, LONGEST_DOMAIN);
    end = spacedEnding(text, end);
    while (end > at + 1 && /[.-]/.test(text[end - 1] ?? '')) end--;
    if (start < at - sign && end > at + 1 + sign && !taken.has(start, end)) taken.claim('EMAIL', start, end);
  }
  for (const cue of search.cues('at')) findSpelled(search, cue.start, cue.end);
}

/** "gmail . com", "gmail dot com" behind `@`. */
function spacedEnding(text: string, end: number): number {
  const match = /^\s{0,2}(?:\.|dot|punto|\(dot\))\s{0,2}([a-z]{2,4})(?![a-z])/.exec(
    text.slice(end, end + 16),
  );
  return match !== null && ENDINGS.test(match[1] ?? '') ? end + match[0].length : end;
}

function findSpelled(search: Search, cueStart: number, cueEnd: number): void {
  const { text, taken } = search;
  const behind =
    /^\s{0,2}([\p{L}\p{N}-]{1,40})(\s{0,2}\.\s{0,2}|\s{0,3}[^\s\d]{1,7}\s{1,3})([a-z]{2,4})(?![a-z])/u.exec(
      text.slice(cueEnd, cueEnd + 80),
    );
  if (behind === null) return;
  const [whole, host = '', dot = '', ending = ''] = behind;
  if (!ENDINGS.test(ending)) return;
  const inWords = search.words.dot.has(dot.trim());
  if (!inWords && !(dot.trim() === '.' && PROVIDERS.test(host))) return;
  const before = lookBack(SPELLED_LOCAL, text, cueStart, REACH_BEFORE);
  if (before === undefined) return;
  const start = cueStart - before.length;
  if (!taken.has(start, cueEnd + whole.length)) taken.claim('EMAIL', start, cueEnd + whole.length);
}

function goBack(text: string, from: number, allowed: RegExp, most: number): number {
  let at = from;
  while (at > 0 && from - at < most && allowed.test(text[at - 1] ?? '')) at--;
  return at;
}

function goOn(text: string, from: number, allowed: RegExp, most: number): number {
  let at = from;
  while (at < text.length && at - from < most && allowed.test(text[at] ?? '')) at++;
  return at;
}
