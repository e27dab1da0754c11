import type { Token } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a sentence's end adds to the distance between the words on its two sides. */
const BREAK_DISTANCE = 3;
/** Shortest word that may be several written together ("cantbreathe"). */
const SHORTEST_GLUED = 7;
const LONGEST_GLUED = 48;
const LONGEST_PART = 14;

/** A message as one language's data sees it. */
export interface Reading {
  /** For each token, the data words it may be. */
  readonly ids: readonly (readonly number[])[];
  /** For each token, whether it is a word that counts for nothing. */
  readonly skipped: readonly boolean[];
  /** For each token, its letters if it was read as a word in Latin letters; else 0. */
  readonly romanized: readonly number[];
  /** For each token, the counted words before it. */
  readonly place: readonly number[];
  /** For each token, the counted words up to and including it. */
  readonly placeAfter: readonly number[];
}

/** What a language says about how its words are written. */
export interface Spelling {
  readonly language: string;
  readonly skip: ReadonlySet<number>;
  readonly prefixes: readonly string[];
  readonly joins: ReadonlySet<string>;
}

/** A message without a word of the language. */
const NOTHING_READ: Reading = { ids: [], skipped: [], romanized: [], place: [], placeAfter: [] };

/** A token as one language reads it. */
interface ReadToken {
  readonly found: readonly number[];
  /** Its letters if it was read as a word in Latin letters; else 0. */
  readonly romanized: number;
  readonly afterBreak: boolean;
}

/** Most words of a message are in no language's data, and it is read as each of them: nothing is made for such words. */
const NONE: readonly number[] = [];
const UNKNOWN: ReadToken = { found: NONE, romanized: 0, afterBreak: false };
const UNKNOWN_AFTER_BREAK: ReadToken = { ...UNKNOWN, afterBreak: true };

/** Looks every token up; `lookup` is shared by all languages so that each word is looked up once a message. */
export function readAs(
  spelling: Spelling,
  tokens: readonly Token[],
  lookup: (word: string) => readonly number[],
  vocabulary: Vocabulary,
): Reading {
  const read: ReadToken[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    let word = token.text;
    const next = tokens[index + 1];
    if (spelling.joins.has(word) && next !== undefined) {
      word += next.text;
      index++;
    }
    const own = ofLanguage(lookup(word), spelling.language, vocabulary);
    const written = own.length > 0 ? own : withoutPrefix(word, spelling, lookup, vocabulary);
    const found = written.length > 0 ? written : vocabulary.lookupRomanized(spelling.language, word);
    if (found.length > 0) {
      const romanized = written.length === 0 ? word.length : 0;
      read.push({ found, romanized, afterBreak: token.afterBreak });
    } else read.push(token.afterBreak ? UNKNOWN_AFTER_BREAK : UNKNOWN);
  }
  return read.some(({ found }) => found.length > 0) ? placed(read, spelling.skip) : NOTHING_READ;
}

/** Counts where each token stands. */
function placed(read: readonly ReadToken[], skip: ReadonlySet<number>): Reading {
  const skipped: boolean[] = [];
  const place: number[] = [];
  const placeAfter: number[] = [];
  let at = 0;
  for (const { found, afterBreak } of read) {
    const isSkipped = found.some(id => skip.has(id));
    if (afterBreak) at += BREAK_DISTANCE;
    skipped.push(isSkipped);
    place.push(at);
    if (!isSkipped) at += 1;
    placeAfter.push(at);
  }
  return {
    ids: read.map(({ found }) => found),
    skipped,
    romanized: read.map(({ romanized }) => romanized),
    place,
    placeAfter,
  };
}

function withoutPrefix(
  word: string,
  spelling: Spelling,
  lookup: (word: string) => readonly number[],
  vocabulary: Vocabulary,
): readonly number[] {
  for (const prefix of spelling.prefixes) {
    if (!word.startsWith(prefix) || word.length - prefix.length < 2) continue;
    const found = ofLanguage(lookup(word.slice(prefix.length)), spelling.language, vocabulary);
    if (found.length > 0) return found;
  }
  return NONE;
}

function ofLanguage(ids: readonly number[], language: string, vocabulary: Vocabulary): readonly number[] {
  const isOwn = (id: number) => vocabulary.languageOf(id) === language;
  return ids.some(isOwn) ? ids.filter(isOwn) : NONE;
}

/** Short words that may be glued to others; not every pair of letters that is a word somewhere. */
const SHORT_PARTS =
  /^(?:i|a|y|me|my|to|is|in|no|he|it|of|on|am|be|do|go|so|we|us|up|im|se|la|el|mi|ya|de|ko|na|sa|po|di)$/;

function isPart(part: string, has: (word: string) => boolean): boolean {
  return part.length > 2 ? has(part) : SHORT_PARTS.test(part);
}

/** Splits a word that no data knows into known words ("iwanttodie"), or gives it back as it is. */
export function unglue(token: Token, has: (word: string) => boolean): readonly Token[] {
  const word = token.text;
  if (word.length < SHORTEST_GLUED || word.length > LONGEST_GLUED || has(word)) return [token];
  /** For each end, the start of the last part of the best split, and how many parts. */
  const best: ({ readonly from: number; readonly parts: number } | undefined)[] = [{ from: 0, parts: 0 }];
  for (let end = 1; end <= word.length; end++) {
    for (let from = Math.max(0, end - LONGEST_PART); from < end; from++) {
      const before = best[from];
      if (before === undefined || !isPart(word.slice(from, end), has)) continue;
      const parts = before.parts + 1;
      if (parts < (best[end]?.parts ?? Number.POSITIVE_INFINITY)) best[end] = { from, parts };
    }
  }
  const whole = best[word.length];
  if (whole === undefined || whole.parts > word.length / 2.5) return [token];
  const tokens: Token[] = [];
  for (let end = word.length; end > 0; ) {
    const from = best[end]?.from ?? 0;
    tokens.unshift({ text: word.slice(from, end), afterBreak: from === 0 && token.afterBreak });
    end = from;
  }
  return tokens;
}
