import { hashEnd, hashSeed, hashString } from '../engine/hash.ts';
import { GrowingArray } from './growing-array.ts';

/** Two hashes of different seeds keep terms apart: two terms in a million million million share both. */
const FIRST = hashSeed(30);
const SECOND = hashSeed(31);

/**
 * Numbers terms from 0 in the order they come, and finds the number again, by their hashes alone (open addressing,
 * at most half full). No text is kept, so a million terms take 16 MB.
 */
export class TermTable {
  readonly #first = new GrowingArray(length => new Uint32Array(length));
  readonly #second = new GrowingArray(length => new Uint32Array(length));
  /** Term number and one, 0 where free. */
  #slots = new Uint32Array(2_048);

  get size(): number {
    return this.#first.length;
  }

  /** A table of hashes that {@link hashes} gave. */
  static of(first: Uint32Array, second: Uint32Array): TermTable {
    const table = new TermTable();
    table.#slots = new Uint32Array(slotsFor(first.length));
    for (let term = 0; term < first.length; term += 1) table.#append(first[term] ?? 0, second[term] ?? 0);
    return table;
  }

  /** The term's number, −1 where it never came. */
  find(term: string): number {
    return this.#numberAt(this.#slotOf(hashOf(FIRST, term), hashOf(SECOND, term)));
  }

  /** The term's number, a new one where it never came. */
  number(term: string): number {
    const first = hashOf(FIRST, term);
    const second = hashOf(SECOND, term);
    const known = this.#numberAt(this.#slotOf(first, second));
    if (known >= 0) return known;
    this.#append(first, second);
    return this.size - 1;
  }

  /** The two hashes of each term, by number: all that a table is made from. Views, not copies. */
  hashes(): { readonly first: Uint32Array; readonly second: Uint32Array } {
    return {
      first: this.#first.items.subarray(0, this.size),
      second: this.#second.items.subarray(0, this.size),
    };
  }

  #append(first: number, second: number): void {
    if (slotsFor(this.size + 1) > this.#slots.length) this.#grow();
    this.#slots[this.#slotOf(first, second)] = this.size + 1;
    this.#first.push(first);
    this.#second.push(second);
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const { first, second } = this.hashes();
    for (let term = 0; term < first.length; term += 1)
      this.#slots[this.#slotOf(first[term] ?? 0, second[term] ?? 0)] = term + 1;
  }

  #numberAt(slot: number): number {
    return (this.#slots[slot] ?? 0) - 1;
  }

  /** The slot that holds a term, or the free one where it belongs. */
  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    const firsts = this.#first.items;
    const seconds = this.#second.items;
    let slot = first & mask;
    for (;;) {
      const term = (this.#slots[slot] ?? 0) - 1;
      if (term < 0 || (firsts[term] === first && seconds[term] === second)) return slot;
      slot = (slot + 1) & mask;
    }
  }
}

function hashOf(seed: number, term: string): number {
  return hashEnd(hashString(seed, term));
}

function slotsFor(terms: number): number {
  let slots = 2_048;
  while (slots < terms * 2) slots *= 2;
  return slots;
}
