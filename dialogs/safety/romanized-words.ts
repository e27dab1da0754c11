import type { Romanization } from './romanized.ts';
import { skeletonOf } from './romanized.ts';

/** Shortest skeleton of a stem that may be the front of a longer word. */
const SHORTEST_STEM = 4;
/** Longer is no word. */
const LONGEST = 32;

/** One language's words by their skeleton in Latin letters. */
export class RomanizedWords {
  readonly #skeleton: (word: string) => string;
  readonly #shortest: number;
  readonly #whole = new Map<string, number[]>();
  readonly #stems = new Map<string, number[]>();

  /** @param shortest fewest letters of a skeleton that tell a word: 2 with vowels, more without */
  constructor(romanization: Romanization, shortest: number) {
    this.#skeleton = skeletonOf(romanization);
    this.#shortest = shortest;
  }

  add(word: string, id: number): void {
    const isStem = word.endsWith('*');
    const skeleton = this.#skeleton(isStem ? word.slice(0, -1) : word);
    if (!/^[a-zA-Z]+$/.test(skeleton) || skeleton.length < (isStem ? SHORTEST_STEM : this.#shortest)) return;
    const index = isStem ? this.#stems : this.#whole;
    const list = index.get(skeleton);
    if (list === undefined) index.set(skeleton, [id]);
    else list.push(id);
  }

  lookup(word: string): readonly number[] {
    if (word.length > LONGEST) return [];
    const skeleton = this.#skeleton(word);
    const found = [...(this.#whole.get(skeleton) ?? [])];
    for (let length = SHORTEST_STEM; length <= skeleton.length; length++) {
      found.push(...(this.#stems.get(skeleton.slice(0, length)) ?? []));
    }
    return found;
  }
}
