/** A typed array that grows by doubling: numbers of which nobody knows beforehand how many there will be. */
export class GrowingArray<T extends Uint8Array | Uint32Array> {
  #items: T;
  readonly #allocate: (length: number) => T;
  length = 0;

  /** @param allocate makes an empty array of a length, such as `length => new Uint32Array(length)` */
  constructor(allocate: (length: number) => T) {
    this.#allocate = allocate;
    this.#items = allocate(1_024);
  }

  push(item: number): void {
    if (this.length === this.#items.length) {
      const larger = this.#allocate(this.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length] = item;
    this.length += 1;
  }

  /** The array itself, not a copy; longer than what was pushed. Another one after the next push. */
  get items(): T {
    return this.#items;
  }
}
