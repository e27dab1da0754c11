import type { LogDatabase } from '../../transcripts/schema.ts';

/** How much there was, and how much of it had to stay. */
export interface Removed {
  readonly removed: number;
  /** Old enough, but kept by a legal hold. */
  readonly held: number;
}

/** How one kind of record gets old. Times are milliseconds since 1970. */
export interface PurgeKind {
  /** What `remove` would do now. */
  count(db: LogDatabase, before: number): Promise<Removed>;
  /** Removes what was last changed before a time. */
  remove(db: LogDatabase, before: number): Promise<Removed>;
}
