import type { Reading } from './reading.ts';

/** A stretch of tokens `[start, end)`, with its places in counted words. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

interface Node {
  readonly next: Map<number, Node>;
  readonly classes: number[];
}

/** Most skipped words inside one phrase, one after the other. */
const MOST_SKIPPED = 3;

/** All phrases of one language; finds every class's occurrences in one pass. */
export class PhraseTrie {
  readonly #root: Node = { next: new Map(), classes: [] };

  add(words: readonly number[], classId: number): void {
    let node = this.#root;
    for (const word of words) {
      let next = node.next.get(word);
      if (next === undefined) {
        next = { next: new Map(), classes: [] };
        node.next.set(word, next);
      }
      node = next;
    }
    if (!node.classes.includes(classId)) node.classes.push(classId);
  }

  /** Occurrences by class, each list in order of start. Time: tokens × the longest phrase. */
  find(reading: Reading): ReadonlyMap<number, readonly Span[]> {
    const found = new Map<number, Span[]>();
    for (let start = 0; start < reading.ids.length; start++)
      this.#walk(reading, start, start, this.#root, 0, found);
    return found;
  }

  #walk(
    reading: Reading,
    start: number,
    at: number,
    node: Node,
    skips: number,
    found: Map<number, Span[]>,
  ): void {
    for (const id of reading.ids[at] ?? []) {
      const next = node.next.get(id);
      if (next === undefined) continue;
      const span: Span = {
        start,
        end: at + 1,
        from: reading.place[start] ?? 0,
        to: reading.placeAfter[at] ?? 0,
      };
      for (const classId of next.classes) {
        const list = found.get(classId);
        if (list === undefined) found.set(classId, [span]);
        else list.push(span);
      }
      if (next.next.size > 0) this.#walk(reading, start, at + 1, next, 0, found);
    }
    if (at > start && skips < MOST_SKIPPED && reading.skipped[at] === true) {
      this.#walk(reading, start, at + 1, node, skips + 1, found);
    }
  }
}
