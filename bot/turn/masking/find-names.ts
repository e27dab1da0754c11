import { lookBack } from './look-back.ts';
import type { Search } from './search.ts';
import { unspacedName } from './unspaced-name.ts';
import type { Word } from './word-scan.ts';
import { wordsFrom } from './word-scan.ts';

/** Most words of a name: "Maria del Carmen Lopez Garcia". */
const LONGEST_NAME = 5;
/** Most further words of a name written without capitals, or in a script that has none. */
const LONGEST_PLAIN = 3;
const PARTICLE = /^(?:de|la|las|los|del|dela|van|von|der|bin|bint|ibn|al|el|abu|y|da|di|san|st|mac|mc)$/;
const HAS_CASE = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Armenian}]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Khmer}]/u;
/** What may stand between a cue and its name; not a question mark or an opening bracket of a mask. */
const JOINING = /^[\s:=.;"“”«»'*~–—-]{0,4}$/;

/** How far before a cue a name is looked for, in characters. */
const REACH_BEFORE = 40;
const KOREAN_BEFORE = /(?<=(\p{Script=Hangul}{2,4}))/uy;
const WORDS_BEFORE = /(?<=((?:[\p{L}\p{M}'-]+\s){1,2}))/uy;

/** Names behind "my name is" in any spelling, and behind "this is" where they look like names. */
export function findNames(search: Search): void {
  for (const cue of search.cues('name')) claim(search, nameBehind(search, cue.end, false));
  for (const cue of search.cues('nameWeak')) claim(search, nameBehind(search, cue.end, true));
  for (const cue of search.cues('nameAfter')) claim(search, nameBefore(search, cue.start));
}

type Stretch = { readonly start: number; readonly end: number } | undefined;

function claim({ taken }: Search, name: Stretch): void {
  if (name !== undefined && !taken.has(name.start, name.start + 1)) taken.claim('NAME', name.start, name.end);
}

function nameBehind(search: Search, from: number, weak: boolean): Stretch {
  const { text } = search;
  const next = /^[\s:=.;"“”«»*~–—-]{0,4}/u.exec(text.slice(from, from + 4))?.[0].length ?? 0;
  if (UNSPACED.test(text[from + next] ?? '')) return unspacedName(search, from + next, weak);
  const words: Word[] = [];
  for (const word of wordsFrom(text, from, LONGEST_NAME + 2, 90)) {
    if (words.length === 0 && !JOINING.test(word.before)) return undefined;
    if (words.length === 0 && isLinking(word.text) && !weak) continue;
    if (words.length > 0 && !/^(?:\s|\.\s?|\s?[-·]\s?)$/.test(word.before)) break;
    if (!belongs(search, words, word, weak)) break;
    words.push(word);
  }
  while (words.length > 0 && PARTICLE.test(words.at(-1)?.text ?? '') && words.length > 1) words.pop();
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (weak && !looksLikeName(search, words)) return undefined;
  return { start: first.start, end: last.end };
}

/** "is", "ay", "է": part of the cue in another wording. */
function isLinking(word: string): boolean {
  return /^(?:is|are|ay|po|es|la|là|si|e|է|это|هو|هي|گ|ast|my|ко|ko|full|first|last|name|given|here|mr|mrs|ms|miss|dr|sr|sra|señora|senora|señor|senor|don|doña|господин|г-н|آقای|خانم|السيد|السيده)$/.test(
    word,
  );
}

function belongs(search: Search, before: readonly Word[], word: Word, weak: boolean): boolean {
  if (/\d/.test(word.text)) return false;
  const first = before[0];
  if (first === undefined)
    return (
      !search.words.stop.has(word.text) ||
      (search.words.familyNames.has(word.text) && (!weak || isCapital(search, word)))
    );
  if (PARTICLE.test(word.text)) return word.text !== 'y';
  const family = search.words.familyNames.has(first.text);
  const stops =
    family || (isCapital(search, first) && isCapital(search, word))
      ? search.words.stopHard
      : search.words.stop;
  if (stops.has(word.text)) return false;
  if (!HAS_CASE.test(word.text)) return before.length < LONGEST_PLAIN;
  if (family && !isCapital(search, first)) return before.length <= LONGEST_PLAIN;
  if (isCapital(search, first)) return isCapital(search, word) || /^[\p{L}]$/u.test(word.text);
  return before.length < (weak ? 2 : LONGEST_PLAIN);
}

/** For a weak cue: a known given name, or two capitalised words. */
function looksLikeName(search: Search, words: readonly Word[]): boolean {
  const first = words[0];
  if (first === undefined) return false;
  if (search.givenNames.has(first.text)) return true;
  if (!HAS_CASE.test(first.text)) return false;
  return words.length >= 2 && isCapital(search, first) && !search.inCapitals();
}

function isCapital(search: Search, word: Word): boolean {
  return /^\p{Lu}/u.test(search.written(word.start));
}

/** "Maria Lopez is my name", "김민수라고 합니다". */
function nameBefore(search: Search, end: number): Stretch {
  const korean = lookBack(KOREAN_BEFORE, search.text, end, REACH_BEFORE);
  if (korean !== undefined)
    return search.surnames.has(korean[0] ?? '') ? { start: end - korean.length, end } : undefined;
  const latin = lookBack(WORDS_BEFORE, search.text, end, REACH_BEFORE);
  if (latin === undefined) return undefined;
  const words = [...wordsFrom(search.text, end - latin.length, 2)].filter(word => word.end <= end);
  const names = words.filter(word => !search.words.stop.has(word.text));
  const first = names[0];
  const last = names.at(-1);
  if (
    first === undefined ||
    last === undefined ||
    !(isCapital(search, first) || search.givenNames.has(first.text))
  )
    return undefined;
  return { start: first.start, end: last.end };
}
