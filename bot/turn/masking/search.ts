import type { Cue } from './cue-finder.ts';
import type { CueWords, WordList } from './cue-words.ts';
import type { NumberGroups } from './number-groups.ts';
import type { Taken } from './taken.ts';

/** What every finder is given: the folded text, the cue words in it, and what is claimed already. */
export interface Search {
  /** Folded: lower case, ASCII digits, no accents. */
  readonly text: string;
  /** The character as it was written that a place of the text came from: tells capitals. */
  readonly written: (at: number) => string;
  /** Whether all of the text is written in capitals. */
  readonly inCapitals: () => boolean;
  /** Every way to read neighbouring digits as one number. */
  readonly numbers: () => readonly NumberGroups[];
  readonly cues: (list: WordList) => readonly Cue<WordList>[];
  readonly words: Readonly<Record<WordList, ReadonlySet<string>>>;
  /** Those of `stop` in Khmer, which end a name without a space before them. */
  readonly khmerStops: readonly string[];
  /** Those of `stop` in Hangul. */
  readonly hangulStops: readonly string[];
  /** `nameEndings`, longest first. */
  readonly nameEndings: readonly string[];
  readonly surnames: CueWords['surnames'];
  readonly givenNames: ReadonlySet<string>;
  readonly taken: Taken;
}
