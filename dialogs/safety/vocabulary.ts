import { VIETNAMESE, withoutAccents, withoutTones } from './fold-accents.ts';
import { deletions } from './misspelling.ts';
import type { RomanizedWords } from './romanized-words.ts';

/** Shortest word that may be misspelt: shorter ones have too many neighbours. */
const SHORTEST_MISSPELT = 5;
/** Shortest word in which a letter may be exchanged for another; below, only left out, doubled or swapped. */
const SHORTEST_EXCHANGED = 7;
/** Shortest and longest stem whose misspelling is looked for at the front of a longer word. */
const MISSPELT_STEM = { from: 5, to: 9 } as const;
const LONGEST_MISSPELT = 24;
const MOST_REMEMBERED = 20_000;

/** The words of all languages' data, each with a number; says which of them a word of a message may be. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #languages: string[] = [];
  readonly #loose = new Map<string, number[]>();
  readonly #strict = new Map<string, number[]>();
  /** Forms without their accents, of words of `strict` languages. */
  readonly #bare = new Map<string, number[]>();
  readonly #looseStems = new Map<string, number[]>();
  readonly #strictStems = new Map<string, number[]>();
  readonly #neighbours = new Map<string, string[]>();
  readonly #known = new Set<string>();
  readonly #romanized = new Map<string, RomanizedWords>();
  /** What words that members use were found to be: the same ones come again and again. */
  readonly #looked = new Map<string, readonly number[]>();
  #longestStem = 0;

  /** The number of a data word (`breath*` is a stem: any word that begins so). `word` is folded already. */
  add(language: string, word: string, accents: 'loose' | 'strict' | 'written'): number {
    const key = `${language} ${word} ${accents}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#looked.clear();
    const id = this.#languages.length;
    this.#ids.set(key, id);
    this.#languages.push(language);
    this.#romanized.get(language)?.add(word, id);
    const stem = word.endsWith('*');
    const letters = stem ? word.slice(0, -1) : word;
    const forms = new Set(formsOf(letters, accents));
    const index =
      accents === 'loose' ? (stem ? this.#looseStems : this.#loose) : stem ? this.#strictStems : this.#strict;
    for (const form of forms) {
      push(accents === 'strict' && isBare(form) && !isBare(letters) ? this.#bare : index, form, id);
      if (stem) this.#longestStem = Math.max(this.#longestStem, form.length);
      this.#remember(form);
    }
    return id;
  }

  /** From now on, the language's words are known in Latin letters too. */
  addRomanization(language: string, words: RomanizedWords): void {
    this.#romanized.set(language, words);
  }

  /** The language's words that a word in Latin letters may be; none where it is a common word of another language. */
  lookupRomanized(language: string, word: string): readonly number[] {
    const words = this.#romanized.get(language);
    if (words === undefined || !/^[a-z0-9]+$/.test(word) || this.#known.has(word)) return [];
    return words.lookup(word);
  }

  /** A real word that is nobody's misspelling. */
  addReal(word: string): void {
    this.#looked.clear();
    this.#known.add(withoutAccents(word));
  }

  languageOf(id: number): string | undefined {
    return this.#languages[id];
  }

  /**
   * The data words that a message's word may be: itself, a stem of it, or else one misspelling away.
   *
   * @param accented whether the message has accents: who writes some does not leave out others
   */
  lookup(word: string, accented: boolean): readonly number[] {
    const key = accented ? `${word}\u0301` : word;
    let found = this.#looked.get(key);
    if (found === undefined) {
      found = this.#look(word, accented);
      if (this.#looked.size >= MOST_REMEMBERED) this.#looked.clear();
      this.#looked.set(key, found);
    }
    return found;
  }

  #look(word: string, accented: boolean): readonly number[] {
    const exact = this.#exact(word, accented);
    if (exact.length > 0 || this.#known.has(withoutAccents(word))) return exact;
    if (word.length < SHORTEST_MISSPELT || word.length > LONGEST_MISSPELT) return exact;
    const corrected = new Set<number>();
    for (const candidate of this.#corrections(word))
      for (const id of this.#exact(candidate, accented)) corrected.add(id);
    return [...corrected];
  }

  /** Whether the word stands in some language's data as a whole word. */
  has(word: string): boolean {
    return this.#loose.has(word) || this.#strict.has(word) || this.#bare.has(word) || this.#known.has(word);
  }

  #exact(word: string, accented: boolean): readonly number[] {
    // Vietnamese letters are no Spanish or English word's: "bắt" is not "bat".
    const bare = VIETNAMESE.test(word) ? word : withoutAccents(word);
    const found = [...(this.#loose.get(bare) ?? []), ...(this.#strict.get(word) ?? [])];
    if (!accented) found.push(...(this.#bare.get(word) ?? []));
    for (let length = Math.min(word.length, this.#longestStem); length > 0; length--) {
      found.push(...(this.#looseStems.get(bare.slice(0, length)) ?? []));
      found.push(...(this.#strictStems.get(word.slice(0, length)) ?? []));
    }
    return found;
  }

  #remember(form: string): void {
    if (form.length < SHORTEST_MISSPELT || this.#known.has(`=${form}`)) return;
    this.#known.add(`=${form}`);
    for (const key of deletions(form)) {
      const list = this.#neighbours.get(key);
      if (list === undefined) this.#neighbours.set(key, [form]);
      else list.push(form);
    }
  }

  #corrections(word: string): readonly string[] {
    const bare = withoutAccents(word);
    const found = this.#near(bare);
    if (found.length > 0) return found;
    for (let length = MISSPELT_STEM.from; length <= Math.min(MISSPELT_STEM.to, bare.length - 1); length++) {
      const stems = this.#near(bare.slice(0, length)).filter(form => this.#looseStems.has(form));
      if (stems.length > 0) return stems;
    }
    return [];
  }

  #near(word: string): string[] {
    const found = new Set<string>();
    for (const key of deletions(word)) {
      for (const form of this.#neighbours.get(key) ?? []) if (isMisspelling(word, form)) found.add(form);
    }
    return [...found];
  }
}

/** One letter left out or added, two neighbours swapped, or in a long word one exchanged; the first letter is right. */
function isMisspelling(word: string, form: string): boolean {
  if (word[0] !== form[0]) return false;
  if (word.length !== form.length) return true;
  const differing = [...form].flatMap((letter, index) => (letter === word[index] ? [] : [index]));
  const [first = 0, second = 0] = differing;
  if (differing.length === 1) return form.length >= SHORTEST_EXCHANGED;
  return (
    differing.length === 2 &&
    second === first + 1 &&
    form[first] === word[second] &&
    form[second] === word[first]
  );
}

/** `loose`: accents don't matter · `strict`: they may be left out · `written`: they must be there. */
function formsOf(word: string, accents: 'loose' | 'strict' | 'written'): readonly string[] {
  if (accents === 'loose') return [withoutAccents(word)];
  return accents === 'strict' ? [word, withoutTones(word), withoutAccents(word)] : [word];
}

function isBare(word: string): boolean {
  return withoutAccents(word) === word;
}

function push(index: Map<string, number[]>, key: string, id: number): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [id]);
  else list.push(id);
}
