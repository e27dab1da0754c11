import type { Cue } from './cue-finder.ts';
import { CueFinder } from './cue-finder.ts';
import type { CueWords, WordList } from './cue-words.ts';
import type { FoldedText } from './folded-text.ts';
import type { Search } from './search.ts';
import { Taken } from './taken.ts';

/** What stands for an identifier that was masked before; its words say nothing of what is beside it. */
const MASKED = /\[(?:ssn|cin|mbi|card|member_id|dob|phone|email|address|name)\]/g;

/** Prepares what all searches share; the function it returns starts one. */
export function searchStarter(
  words: CueWords,
  givenNames: ReadonlySet<string>,
): (folded: FoldedText) => Search {
  const finder = new CueFinder<WordList>(words.lists);
  const stops = words.lists.stop;
  const shared = {
    // The same keys as words.lists; Object.fromEntries forgets them.
    words: Object.fromEntries(
      Object.entries(words.lists).map(([list, entries]) => [list, new Set(entries)]),
    ) as unknown as Search['words'],
    khmerStops: stops.filter(stop => /\p{Script=Khmer}/u.test(stop)),
    hangulStops: stops.filter(stop => /^\p{Script=Hangul}/u.test(stop)),
    nameEndings: [...words.lists.nameEndings].sort((a, b) => b.length - a.length),
    surnames: words.surnames,
    givenNames,
  };
  return folded => {
    const byList = new Map<WordList, Cue<WordList>[]>();
    const masked = insidesOf(folded.text);
    for (const cue of finder.find(folded.text)) {
      if (masked.has(cue.start)) continue;
      const list = byList.get(cue.purpose);
      if (list === undefined) byList.set(cue.purpose, [cue]);
      else list.push(cue);
    }
    return {
      ...shared,
      text: folded.text,
      cased: casedLike(folded),
      cues: list => byList.get(list) ?? [],
      taken: new Taken(folded.text.length),
    };
  };
}

/** Places inside of what was masked before. */
function insidesOf(text: string): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { 0: all, index } of text.matchAll(MASKED))
    for (let at = index; at < index + all.length; at++) places.add(at);
  return places;
}

/** For each unit of the folded text, the character it came from: tells capitals. */
function casedLike({ text, from, source }: FoldedText): string {
  const units: string[] = [];
  for (let index = 0; index < text.length; index++) units.push(source[from[index] ?? 0] ?? ' ');
  return units.join('');
}
