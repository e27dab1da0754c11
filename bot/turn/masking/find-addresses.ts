import type { Search } from './search.ts';
import type { Word } from './word-scan.ts';
import { wordsFrom } from './word-scan.ts';

/** Most words of a street's name. */
const LONGEST_STREET = 4;
/** Most words of an address told behind a cue, and before its number. */
const LONGEST_TOLD = 12;
const MOST_BEFORE_NUMBER = 5;
const PO_BOX = /(?<![\p{L}\p{N}])(?:p\W{0,2}o\W{0,2}box|apartado postal|po bx)\W{0,3}\d{1,7}/gu;
const ZIP =
  /^[\s,.]{0,3}(?:[\p{L}.]+[\s,.]{1,3}){0,4}(?:ca|calif|california|c\.a\.)?[\s,.]{0,3}9\d{4}(?:-\d{4})?(?!\d)/u;
const CITY =
  /^[\s,.]{1,3}(?:(?:los|la|east|west|north|south|long|santa|san|el|van|west)\s)?\p{L}{3,14}[\s,.]{1,3}(?:ca|california)(?!\p{L})/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Khmer}]/u;

/** Street addresses by their shape, post boxes, and whatever has a number in it behind "I live at". */
export function findAddresses(search: Search): void {
  const { text, taken } = search;
  for (const match of text.matchAll(PO_BOX)) claim(match.index, withZip(text, match.index + match[0].length));
  for (const match of text.matchAll(/(?<![\p{N}$.,/:-])\d{1,6}(?:[-/]\d{1,3}| 1\/2)?(?!\p{N}|[:/]\d)/gu)) {
    if (taken.has(match.index, match.index + match[0].length)) continue;
    const end = streetBehind(search, match.index + match[0].length);
    if (end !== undefined) claim(match.index, withZip(text, end));
  }
  for (const cue of search.cues('streetsBefore')) {
    const told = [...wordsFrom(text, cue.end, LONGEST_STREET + 2)];
    const number = told.find(word => /\d/.test(word.text));
    const ahead = /\d{1,6}[\s,]{1,2}$/.exec(text.slice(Math.max(0, cue.start - 9), cue.start));
    if (ahead !== null) claim(cue.start - ahead[0].length, told[1]?.end ?? told[0]?.end ?? cue.end);
    else if (
      number !== undefined &&
      told.every(word => word === number || word.start > number.start || !search.words.stop.has(word.text))
    )
      claim(cue.start, withZip(text, withUnit(search, number.end)));
  }
  for (const cue of search.cues('address')) {
    const told = addressTold(search, cue.end);
    if (told !== undefined) claim(told.start, told.end);
  }

  function claim(start: number, end: number): void {
    if (!taken.has(start, start + 1)) taken.claim('ADDRESS', start, end);
  }
}

/** Where a street address ends whose house number ends at `from`; undefined when no street follows. */
function streetBehind(search: Search, from: number): number | undefined {
  if (!' .,'.includes(search.text[from] ?? '\n')) return undefined;
  let index = 0;
  for (const word of wordsFrom(search.text, from, LONGEST_STREET + 1)) {
    if (!/^[ .,]{1,3}$/.test(word.before)) return undefined;
    const isSuffix = search.words.streets.has(word.text);
    if (isSuffix && (index > 0 || word.text === 'broadway')) return withUnit(search, word.end);
    if (search.words.notStreets.has(word.text)) return undefined;
    if (index > 0 && search.words.stop.has(word.text) && !/^(?:la|el|de|del|new|long)$/.test(word.text))
      return undefined;
    index++;
  }
  return undefined;
}

function withUnit(search: Search, end: number): number {
  const behind = search.text.slice(end, end + 30);
  const unit =
    /^[\s,.]{0,3}(?:(#)\s?|(\p{L}{1,12})[\s.#]{1,3})(\d{1,5}[a-z]?|[a-z]\d{0,4})(?![\p{L}\p{N}])/u.exec(
      behind,
    );
  if (unit === null) return end;
  return unit[1] !== undefined || search.words.units.has(unit[2] ?? '') ? end + unit[0].length : end;
}

function withZip(text: string, end: number): number {
  const behind = text.slice(end, end + 70).split('\n')[0] ?? '';
  return end + (ZIP.exec(behind)?.[0].length ?? CITY.exec(behind)?.[0].length ?? 0);
}

/** What is told behind "I live at", up to a word that goes on with something else. */
function addressTold(
  search: Search,
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  const { text } = search;
  if (UNSPACED.test(text.slice(Math.max(0, from - 1), from))) return unspacedTold(text, from);
  const words: Word[] = [];
  for (const word of wordsFrom(text, from, LONGEST_TOLD)) {
    const ended =
      words.length > 0 &&
      /[.!?;。؟](?:\s|$)/.test(word.before) &&
      !/^(?:apt|unit|ca|los)$/.test(word.text) &&
      word.before.trim() !== '.';
    const isOther =
      search.words.stop.has(word.text) &&
      !search.words.units.has(word.text) &&
      !/^(?:la|de|el|del|los|sa|ng|в|на)$/.test(word.text);
    if (ended || (isOther && words.length > 0)) break;
    if (isOther || /^(?:la|de|el|sa|is|es|в|на|ay|e|է)$/.test(word.text)) {
      if (words.length === 0) continue;
    }
    words.push(word);
  }
  const number = words.findIndex(word => /\d/.test(word.text));
  if (number === -1 || number > MOST_BEFORE_NUMBER) return undefined;
  const next = words[number + 1];
  if (next !== undefined && search.words.notStreets.has(next.text) && next.text !== 'no') return undefined;
  if (words.length === 1 && /^9[0-6]\d{3}$/.test(words[0]?.text ?? '')) return undefined;
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { start: first.start, end: withZip(text, last.end) };
}

function unspacedTold(
  text: string,
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  const told =
    /^[\s:：是在គឺ]{0,4}([^\n，。！？!?;；]{0,60}?\d[^\n，。！？!?;；,\s]{0,20}(?:[, ]{1,2}(?:[a-z0-9.#-]{1,12}[, ]{0,2}){0,8})?)/u.exec(
      text.slice(from, from + 110),
    );
  const body = told?.[1];
  if (told === null || body === undefined || /^\s*9[0-6]\d{3}\D*$/.test(body)) return undefined;
  const start = from + told[0].length - body.length;
  return { start, end: start + body.trimEnd().length };
}
