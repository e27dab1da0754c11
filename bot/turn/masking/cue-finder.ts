/** A cue word found in a text, `[start, end)`. */
export interface Cue<Purpose extends string> {
  readonly purpose: Purpose;
  readonly start: number;
  readonly end: number;
}

const LETTER = /[\p{L}\p{M}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u;
/** Scripts without spaces between words, or with endings written on: a cue may stand anywhere in them. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Khmer}]/u;
const ARMENIAN = /\p{Script=Armenian}/u;
/** Armenian writes "the", "my" and cases onto a word: -ը, -ս, -ից, -ում. */
const LONGEST_ENDING = 3;
/** "my", "his", "her", "their", written onto a Persian or Arabic word. */
const SHORTEST_POSSESSED = 5;
const POSSESSIVE = /^(?:م|ت|ش|ام|ات|اش|شون|مون|ي|ه|ها|هم|نا|ك)$/;
/** "and", "so", "with", "for", written onto the next Arabic word. */
const ARABIC_PREFIX = /[وفبل]/;

/** Finds words of several lists in one pass: at each place only words with its first two letters are tried. */
export class CueFinder<Purpose extends string> {
  readonly #byStart = new Map<
    string,
    { readonly word: string; readonly purpose: Purpose; readonly stem: boolean }[]
  >();

  /** A word ending in `*` may go on. */
  constructor(lists: Readonly<Record<Purpose, readonly string[]>>) {
    for (const purpose of Object.keys(lists) as Purpose[]) {
      for (const written of lists[purpose]) {
        const stem = written.endsWith('*');
        const word = stem ? written.slice(0, -1) : written;
        const key = word.slice(0, 2);
        const entries = this.#byStart.get(key) ?? [];
        entries.push({ word, purpose, stem });
        this.#byStart.set(key, entries);
      }
    }
    for (const entries of this.#byStart.values()) entries.sort((a, b) => b.word.length - a.word.length);
    // Words of a single letter begin wherever longer ones with that letter do.
    for (const [key, entries] of this.#byStart) {
      if (key.length > 1) entries.push(...(this.#byStart.get(key.slice(0, 1)) ?? []));
    }
  }

  /** For each place and purpose the longest word that begins there, in order. */
  find(text: string): readonly Cue<Purpose>[] {
    const cues: Cue<Purpose>[] = [];
    for (let at = 0; at < text.length; at++) {
      const start = text.slice(at, at + 2);
      const entries = this.#byStart.get(start) ?? this.#byStart.get(start.slice(0, 1));
      if (entries === undefined || !mayStart(text, at)) continue;
      const seen = new Set<Purpose>();
      for (const { word, purpose, stem } of entries) {
        if (!text.startsWith(word, at) || seen.has(purpose)) continue;
        const end = stem ? endOfWord(text, at + word.length) : at + word.length;
        if (!stem && !mayEnd(text, end, word.length)) continue;
        seen.add(purpose);
        cues.push({ purpose, start: at, end });
      }
    }
    return cues;
  }
}

function mayStart(text: string, at: number): boolean {
  const here = text[at] ?? '';
  const before = text[at - 1] ?? '';
  if (!LETTER.test(here) || UNSPACED.test(here) || !LETTER_OR_DIGIT.test(before)) return true;
  if (UNSPACED.test(before)) return true;
  if (/\d/.test(before)) return true;
  return ARABIC_PREFIX.test(before) && !LETTER.test(text[at - 2] ?? '');
}

function mayEnd(text: string, end: number, length: number): boolean {
  const last = text[end - 1] ?? '';
  const next = text[end] ?? '';
  if (!LETTER.test(last) || UNSPACED.test(last) || !LETTER.test(next) || UNSPACED.test(next)) return true;
  const ending = text.slice(end, endOfWord(text, end));
  if (ARMENIAN.test(last)) return ending.length <= LONGEST_ENDING;
  return length >= SHORTEST_POSSESSED && POSSESSIVE.test(ending);
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < 12 && LETTER.test(text[end] ?? '')) end++;
  return end;
}
