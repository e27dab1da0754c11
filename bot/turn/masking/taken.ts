import type { Found } from './identifier-kind.ts';

/** What was found so far; the first finder to claim a stretch of text has it. */
export class Taken {
  readonly found: Found[] = [];
  readonly #used: Uint8Array;

  constructor(length: number) {
    this.#used = new Uint8Array(length + 1);
  }

  /** Whether any of `[start, end)` is claimed. */
  has(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (this.#used[at] === 1) return true;
    return false;
  }

  /** Claims a stretch, or its longest free front; says whether there was any. */
  claim(kind: Found['kind'], start: number, end: number): boolean {
    let stop = start;
    while (stop < end && this.#used[stop] !== 1) stop++;
    if (stop <= start) return false;
    this.#used.fill(1, start, stop);
    this.found.push({ kind, start, end: stop });
    return true;
  }
}
