const BEHIND_A_CUE = 1;
const BEFORE_A_CUE = 2;

/** For every place of a text, whether it stands within reach of a cue on the same line. */
export class Nearby {
  readonly #reached: Uint8Array;

  /**
   * @param behind how many characters behind a cue are within reach
   * @param before how many characters before one are
   */
  constructor(
    text: string,
    cues: readonly { readonly start: number; readonly end: number }[],
    behind: number,
    before: number,
  ) {
    this.#reached = new Uint8Array(text.length + 1);
    for (const cue of cues) {
      for (let at = cue.end; at <= cue.end + behind && at <= text.length && text[at - 1] !== '\n'; at++) {
        this.#reached[at] = (this.#reached[at] ?? 0) | BEHIND_A_CUE;
      }
      for (let at = cue.start; at >= cue.start - before && at >= 0 && text[at] !== '\n'; at--) {
        this.#reached[at] = (this.#reached[at] ?? 0) | BEFORE_A_CUE;
      }
    }
  }

  /** Whether `[start, end)` begins behind a cue or ends before one. */
  near(start: number, end: number): boolean {
    const behind = (this.#reached[start] ?? 0) & BEHIND_A_CUE;
    const before = (this.#reached[end] ?? 0) & BEFORE_A_CUE;
    return behind !== 0 || before !== 0;
  }
}
