import type { TrainingDocument } from '../../../knowledge/engine/types.ts';

/** A question as it is put to every library. */
export interface AskedQuestion {
  readonly text: string;
  /** Language of the documents that a library may pick by; ours doesn't look at it. */
  readonly language: string;
}

/** A topic or class that a library found, with a score of its own: higher is surer. */
export interface Ranked {
  readonly label: string;
  readonly score: number;
}

/** Best first, three at least where there are so many. */
export type Ask = (question: AskedQuestion) => readonly Ranked[] | Promise<readonly Ranked[]>;

/** A library under test. `build` and `load` run in processes of their own, as in use: built once, served from a file. */
export interface Contender {
  readonly name: string;
  /** How it is set up, for the report. */
  readonly settings: string;
  /** Makes an index from the documents, as it would be written to a file. */
  build(documents: readonly TrainingDocument[]): Promise<Uint8Array>;
  load(saved: Uint8Array): Promise<Ask>;
}
