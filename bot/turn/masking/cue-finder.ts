import { KIND, kindsAt } from './letter-kinds.ts';

/** A cue word found in a text, `[start, end)`. */
export interface Cue<Purpose extends string> {
  readonly purpose: Purpose;
  readonly start: number;
  readonly end: number;
}

/** Armenian writes "the", "my" and cases onto a word: -ը, -ս, -ից, -ում. */
const LONGEST_ENDING = 3;
/** "my", "his", "her", "their", written onto a Persian or Arabic word. */
const SHORTEST_POSSESSED = 5;
const POSSESSIVE = /^(?:م|ت|ش|ام|ات|اش|شون|مون|ي|ه|ها|هم|نا|ك)$/;
/** Most letters that are looked at of what is written onto a cue. */
const LONGEST_REST = 12;
/** "and", "so", "with", "for", written onto the next Arabic word. */
const ARABIC_PREFIXES = 'وفبل';

/** The words that go on from one beginning. */
interface Branch<Purpose extends string> {
  readonly next: Map<number, Branch<Purpose>>;
  /** Purposes of the word that ends here. */
  readonly ends: { readonly purpose: Purpose; readonly stem: boolean }[];
}

/** Finds words of several lists in one pass: at each place it goes along a tree of their letters. */
export class CueFinder<Purpose extends string> {
  readonly #root: Branch<Purpose> = { next: new Map(), ends: [] };
  /** 1 for each unit that a word begins with. */
  readonly #first = new Uint8Array(0x10000);

  /** A word ending in `*` may go on. */
  constructor(lists: Readonly<Record<Purpose, readonly string[]>>) {
    for (const purpose of Object.keys(lists) as Purpose[]) {
      for (const written of lists[purpose]) {
        const stem = written.endsWith('*');
        this.#first[written.charCodeAt(0)] = 1;
        this.#grow(stem ? written.slice(0, -1) : written).ends.push({ purpose, stem });
      }
    }
  }

  /** For each place and purpose the longest word that begins there, in order. */
  find(text: string): readonly Cue<Purpose>[] {
    const cues: Cue<Purpose>[] = [];
    for (let at = 0; at < text.length; at++) {
      if (this.#first[text.charCodeAt(at)] !== 1 || !mayStart(text, at)) continue;
      const words = this.#wordsAt(text, at);
      if (words === undefined) continue;
      const first = cues.length;
      for (let word = words.pop(); word !== undefined; word = words.pop()) {
        for (const { purpose, stem } of word.ends) {
          const end = stem ? endOfWord(text, word.end) : word.end;
          if (!stem && !mayEnd(text, end, word.end - at)) continue;
          if (!isAmong(cues, first, purpose)) cues.push({ purpose, start: at, end });
        }
      }
    }
    return cues;
  }

  #grow(word: string): Branch<Purpose> {
    let branch = this.#root;
    for (let at = 0; at < word.length; at++) {
      const letter = word.charCodeAt(at);
      const next = branch.next.get(letter) ?? { next: new Map(), ends: [] };
      branch.next.set(letter, next);
      branch = next;
    }
    return branch;
  }

  /** Words whose letters stand at a place, shortest first; undefined where none does. */
  #wordsAt(text: string, start: number) {
    let words: { readonly end: number; readonly ends: Branch<Purpose>['ends'] }[] | undefined;
    let branch = this.#root.next.get(text.charCodeAt(start));
    for (let end = start + 1; branch !== undefined; end++) {
      if (branch.ends.length > 0) {
        words ??= [];
        words.push({ end, ends: branch.ends });
      }
      // Past the end of the text it is NaN, which no word has.
      branch = branch.next.get(text.charCodeAt(end));
    }
    return words;
  }
}

/** Whether a purpose is among the cues from `first` on, those of one place. */
function isAmong<Purpose extends string>(
  cues: readonly Cue<Purpose>[],
  first: number,
  purpose: Purpose,
): boolean {
  for (let place = first; place < cues.length; place++) if (cues[place]?.purpose === purpose) return true;
  return false;
}

/** In scripts without spaces a cue may stand anywhere; in others it begins a word, or stands behind a digit. */
function mayStart(text: string, at: number): boolean {
  const here = kindsAt(text, at);
  const before = kindsAt(text, at - 1);
  if (!(here & KIND.letter) || here & KIND.unspaced || !(before & (KIND.letter | KIND.number))) return true;
  const unit = text[at - 1] ?? '';
  if (before & KIND.unspaced || (unit >= '0' && unit <= '9')) return true;
  return ARABIC_PREFIXES.includes(unit) && !(kindsAt(text, at - 2) & KIND.letter);
}

function mayEnd(text: string, end: number, length: number): boolean {
  const last = kindsAt(text, end - 1);
  const next = kindsAt(text, end);
  if (!(last & KIND.letter) || last & KIND.unspaced || !(next & KIND.letter) || next & KIND.unspaced)
    return true;
  if (last & KIND.armenian) return endOfWord(text, end) - end <= LONGEST_ENDING;
  return length >= SHORTEST_POSSESSED && POSSESSIVE.test(text.slice(end, endOfWord(text, end)));
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end - from < LONGEST_REST && kindsAt(text, end) & KIND.letter) end++;
  return end;
}
