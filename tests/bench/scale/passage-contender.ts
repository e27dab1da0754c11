/** A library that finds passages. Every one gets the same tokens, so that they differ in their ranking and speed only. */
export interface PassageContender {
  readonly name: string;
  /** How it is set up, for the report. */
  readonly settings: string;
  add(text: string): void;
  /** Called once, after the last passage. */
  finish(): void;
  /** Numbers of the passages found, best first, 10 at most; the first passage has number 0. */
  search(text: string): readonly number[];
  /** Bytes of the index as a file, where it has such a form. */
  fileBytes(): number | null;
}
