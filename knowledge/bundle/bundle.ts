import type { Topic } from '../article/topic.ts';

/** What the build writes besides the index: every approved text, ready to be read in one go. */
export interface Bundle {
  /** Version of this form; a bundle of another form is built anew. */
  readonly form: 1;
  /** SHA-256 of all source files the bundle was made from. */
  readonly fingerprint: string;
  readonly topics: readonly Topic[];
  /** Translations whose English original has changed since, or that are missing: they fall back to English. */
  readonly stale: readonly string[];
}

/** Version of the bundle's form that this code reads and writes. */
export const BUNDLE_FORM = 1;
