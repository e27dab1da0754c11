import { type Bm25Options, DEFAULT_BM25, halfway, saturation } from './bm25.ts';
import { GrowingArray } from './growing-array.ts';
import { encodePassages } from './passage-format.ts';
import { readTerms } from './read-terms.ts';
import { TermTable } from './term-table.ts';

/** More mentions than this count as this many: one byte a mention count. */
const MOST_MENTIONS = 255;

/** Takes passages one by one, so that a set never has to be in memory as text, and makes the file of an index. */
export class PassageBuilder {
  readonly #options: Bm25Options;
  readonly #table = new TermTable();
  /** Passage after passage: its terms, each once, and how often each stands in it. */
  readonly #terms = new GrowingArray(length => new Uint32Array(length));
  readonly #mentions = new GrowingArray(length => new Uint8Array(length));
  readonly #lengths = new GrowingArray(length => new Uint32Array(length));
  /** Where each passage's terms end. */
  readonly #ends = new GrowingArray(length => new Uint32Array(length));

  constructor(options: Partial<Bm25Options> = {}) {
    this.#options = { ...DEFAULT_BM25, ...options };
  }

  /** @returns the passage's number: 0 for the first, then one more each */
  add(text: string): number {
    const counts = new Map<number, number>();
    const terms = readTerms(text);
    for (const term of terms) {
      const number = this.#table.number(term);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    for (const [term, count] of counts) {
      this.#terms.push(term);
      this.#mentions.push(Math.min(count, MOST_MENTIONS));
    }
    this.#lengths.push(terms.length);
    this.#ends.push(this.#terms.length);
    return this.#ends.length - 1;
  }

  /** The file of the index, for `loadPassages`. The same passages in the same order give the same bytes. */
  finish(): Uint8Array {
    const passages = this.#ends.length;
    const lengths = this.#lengths.items.subarray(0, passages);
    const starts = this.#countPostings();
    const postings = this.#terms.length;
    const ids = new Uint32Array(postings);
    const mentions = new Uint8Array(postings);
    const bounds = new Float32Array(this.#table.size);
    const average = averageOf(lengths);
    const places = starts.slice();
    let at = 0;
    for (let passage = 0; passage < passages; passage += 1) {
      const half = halfway(this.#options, lengths[passage] ?? 0, average);
      for (const end = this.#ends.items[passage] ?? 0; at < end; at += 1) {
        const term = this.#terms.items[at] ?? 0;
        const count = this.#mentions.items[at] ?? 0;
        const place = places[term] ?? 0;
        ids[place] = passage;
        mentions[place] = count;
        places[term] = place + 1;
        bounds[term] = Math.max(bounds[term] ?? 0, saturation(count, half));
      }
    }
    const header = { ...this.#options, passages, terms: this.#table.size, postings };
    return encodePassages({ header, ...this.#table.hashes(), starts, bounds, lengths, ids, mentions });
  }

  /** Where each term's postings start; one more at the end. */
  #countPostings(): Uint32Array {
    const starts = new Uint32Array(this.#table.size + 1);
    const terms = this.#terms.items;
    for (let at = 0; at < this.#terms.length; at += 1) {
      const next = (terms[at] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let term = 1; term < starts.length; term += 1)
      starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
    return starts;
  }
}

function averageOf(lengths: Uint32Array): number {
  return lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
}
