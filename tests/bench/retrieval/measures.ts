import type { Timings } from '../measure/timings.ts';
import type { Judgement } from './judge.ts';

/** The development set, and sample questions that no library learnt from. */
export type SetName = 'dev' | 'heldBack';

/** What building an index came to. */
export interface Built {
  readonly name: string;
  /** How the library was set up. */
  readonly settings: string;
  readonly buildMs: number;
  readonly fileBytes: number;
}

/** What serving from the built file came to, in another process. */
export interface Served {
  /** From before the library is imported to ready. */
  readonly loadMs: number;
  /** Growth of the resident memory over the same time, garbage collected. */
  readonly memoryBytes: number;
  /** Of the development set. */
  readonly timings: Timings;
  readonly judgements: Readonly<Record<SetName, readonly Judgement[]>>;
}

export type Measured = Built & Served;
