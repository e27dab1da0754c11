import type { Search } from './search.ts';

const HAN_NAME = /^\p{Script=Han}{1,4}(?:[·・]\p{Script=Han}{1,6})?/u;
const HANGUL_NAME = /^\p{Script=Hangul}{1,12}(?:\s\p{Script=Hangul}{1,6})?/u;
const KHMER_NAME = /^[\p{Script=Khmer}]{1,24}(?:\s[\p{Script=Khmer}]{1,16})?/u;
const COMPOUND_SURNAME = /^(?:欧阳|歐陽|司徒|上官|诸葛|諸葛|司马|司馬|夏侯|皇甫|尉迟|尉遲)/;
const LONGEST_HAN = 3;

type Stretch = { readonly start: number; readonly end: number } | undefined;

/** A name that begins at `from` in a script whose words are not set apart by spaces. */
export function unspacedName(search: Search, from: number, weak: boolean): Stretch {
  const rest = search.text.slice(from, from + 48);
  const length =
    hanLength(search, rest, weak) ?? hangulLength(search, rest, weak) ?? khmerLength(search, rest, weak);
  return length === undefined || length === 0 ? undefined : { start: from, end: from + length };
}

function hanLength({ surnames, words }: Search, rest: string, weak: boolean): number | undefined {
  const name = HAN_NAME.exec(rest)?.[0];
  if (name === undefined) return undefined;
  const known = surnames.has(name[0] ?? '');
  if (words.stop.has(name[0] ?? '') && !known) return 0;
  if (name.includes('·') || name.includes('・')) return name.length;
  const most = COMPOUND_SURNAME.test(name) ? LONGEST_HAN + 1 : LONGEST_HAN;
  let length = 1;
  while (length < Math.min(name.length, most) && !words.stop.has(name[length] ?? '')) length++;
  if (weak) {
    const following = rest.slice(length);
    return known && length >= 2 && /^(?:$|[\s,，。.!！]|我|想|的?生日)/u.test(following) ? length : 0;
  }
  return known || length === name.length || rest.length === length || length >= 2 ? length : 0;
}

function hangulLength(
  { surnames, hangulStops, nameEndings }: Search,
  rest: string,
  weak: boolean,
): number | undefined {
  const run = HANGUL_NAME.exec(rest)?.[0];
  if (run === undefined) return undefined;
  const [first = '', second = ''] = run.split(/\s/);
  if (hangulStops.some(stop => first.startsWith(stop))) return 0;
  const bare = withoutEnding(first, nameEndings);
  if (weak)
    return surnames.has(bare[0] ?? '') && bare.length === 3 && bare !== first && /라고/.test(run)
      ? bare.length
      : 0;
  if (bare.length === 1 && surnames.has(bare) && second !== '') {
    return bare.length + 1 + withoutEnding(second, nameEndings).length;
  }
  return Math.min(bare.length, 5);
}

function withoutEnding(word: string, endings: readonly string[]): string {
  const ending = endings.find(candidate => word.endsWith(candidate) && word.length - candidate.length >= 2);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

function khmerLength({ words, khmerStops }: Search, rest: string, weak: boolean): number | undefined {
  const run = KHMER_NAME.exec(rest)?.[0];
  if (run === undefined || weak) return undefined;
  let end = run.length;
  // "ជា" is "is", and a family name: "ជា សុភា".
  const from = words.stop.has(run.split(' ')[0] ?? '') && run.includes(' ') ? run.indexOf(' ') : 0;
  for (const stop of khmerStops) {
    const at = run.indexOf(stop, from);
    if (at !== -1) end = Math.min(end, at);
  }
  return run.slice(0, end).trimEnd().length;
}
