import type { Cue } from './cue-finder.ts';
import type { CueWords, WordList } from './cue-words.ts';
import type { Taken } from './taken.ts';

/** What every finder is given: the folded text, the cue words in it, and what is claimed already. */
export interface Search {
  /** Folded: lower case, ASCII digits, no accents. */
  readonly text: string;
  /** The same text with its capitals, unit for unit. */
  readonly cased: string;
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
