import type { Filter } from '../talk-index/filter-terms.ts';

/** What a list of talks is narrowed to; left out: everything. */
export interface TalkFilter {
  /** Words that members wrote, in any language. */
  readonly text?: string;
  /** The code that a member read to an agent. */
  readonly reference?: string;
  /** A talk has all of these, each in any of its turns. */
  readonly having?: Readonly<Partial<Record<Filter, string>>>;
  /** Nobody has judged any of its turns. */
  readonly unreviewed?: boolean;
  /** Begun at this time or later. */
  readonly from?: Date;
  /** Begun before this time. */
  readonly to?: Date;
}
