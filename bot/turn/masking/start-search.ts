import type { Cue } from './cue-finder.ts';
import { CueFinder } from './cue-finder.ts';
import type { CueWords, WordList } from './cue-words.ts';
import type { FoldedText } from './folded-text.ts';
import { type NumberGroups, numbersOf } from './number-groups.ts';
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
      if (masked[cue.start] === 1) continue;
      const list = byList.get(cue.purpose);
      if (list === undefined) byList.set(cue.purpose, [cue]);
      else list.push(cue);
    }
    let inCapitals: boolean | undefined;
    let numbers: readonly NumberGroups[] | undefined;
    return {
      // One by one: a copy of all at once takes longer than a short message does.
      words: shared.words,
      khmerStops: shared.khmerStops,
      hangulStops: shared.hangulStops,
      nameEndings: shared.nameEndings,
      surnames: shared.surnames,
      givenNames: shared.givenNames,
      text: folded.text,
      written: at => folded.source[folded.from[at] ?? 0] ?? ' ',
      inCapitals: () => {
        inCapitals ??= isInCapitals(folded);
        return inCapitals;
      },
      numbers: () => {
        numbers ??= [...numbersOf(folded.text)];
        return numbers;
      },
      cues: list => byList.get(list) ?? [],
      taken: new Taken(folded.text.length),
    };
  };
}

/** For every place of a text, 1 where it is inside of what was masked before. */
function insidesOf(text: string): Uint8Array {
  const inside = new Uint8Array(text.length);
  if (!text.includes('[')) return inside;
  for (const { 0: all, index } of text.matchAll(MASKED)) inside.fill(1, index, index + all.length);
  return inside;
}

/** Whether the characters that are left of a text after folding were all capitals, as far as they have any. */
function isInCapitals({ text, from, source }: FoldedText): boolean {
  let written = '';
  for (let index = 0; index < text.length; index++) written += source[from[index] ?? 0] ?? ' ';
  return written === written.toUpperCase();
}
