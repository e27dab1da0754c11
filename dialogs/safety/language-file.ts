import { z } from 'zod';

/** A phrase or pattern; YAML reads `911` as a number. */
const phrase = z.union([z.string(), z.number()]).transform(String);
const phrases = z.array(phrase);

/**
 * How sure a match makes us.
 *
 * - `event`: it is being told ("he can't breathe"). Certain, unless the message is calm: then the card stands above
 *   the answer.
 * - `mention`: it is named ("stroke"). Certain, unless the message is calm: then nothing (`crisis`: still the card above).
 * - `doubt`: it may be a figure of speech ("I can't go on"). Never certain, unless the message is urgent.
 */
const sign = z.strictObject({
  event: phrases.default([]),
  mention: phrases.default([]),
  doubt: phrases.default([]),
});

/** One language's data, `data/<language>.yaml`. The format is told in `data/README.md`. */
export const languageFile = z.strictObject({
  language: z.string(),
  /** Languages that members mix into this one; their classes and skipped words are joined to it. */
  reads: z.array(z.string()).default([]),
  /** `strict`: an accent that is written counts (Vietnamese tử is not từ); one left out never does. */
  accents: z.enum(['loose', 'strict']).default('loose'),
  /** Phrases of a `strict` language that count only with their accents: without, they are everyday words. */
  accented: phrases.default([]),
  /** `free`: what stands on the two sides of `~` may come in either order, as the language allows. */
  order: z.enum(['fixed', 'free']).default('fixed'),
  /** Most words (characters in zh, km, ko) that `~` lets stand between its two sides. */
  gap: z.number().int().min(1).max(60),
  /** Most words (characters) between the two sides of `&`, in either order. */
  near: z.number().int().min(1).max(120),
  /** Words that count for nothing between others. */
  skip: phrases.default([]),
  /** Short words written onto the front of others (Arabic و, ال). */
  prefixes: phrases.default([]),
  /** Words people write apart from the next that belong to it (Persian نمی). */
  joins: phrases.default([]),
  /** Real words that a spelling mistake must not be taken for ("cooking" is not "choking"). */
  words: phrases.default([]),
  /** Letters to read as another (Traditional as Simplified characters): pairs, written together. */
  letters: z.string().default(''),
  /**
   * How the script is written in Latin letters. `letters`: each letter's Latin spelling · `latin`: spellings to read as
   * another · `drop`: letters left out of both. Words written so count only where none of them is an English word.
   */
  romanized: z
    .strictObject({
      letters: z.record(z.string(), z.string()),
      latin: z.record(z.string(), z.string()),
      drop: z.string().default(''),
      shortest: z.number().int().min(2),
    })
    .optional(),
  /** Named lists of phrases, written `<name>` in patterns. */
  classes: z.record(z.string(), phrases).default({}),
  /** Sayings with words of danger in them; their words are taken out before signs are looked for. */
  figures: phrases.default([]),
  /** What a plain question has: money, past, plans, classes. */
  calm: phrases.default([]),
  /** What makes it now, whatever else is said. */
  urgent: phrases.default([]),
  emergency: z.record(z.string(), sign),
  crisis: z.record(z.string(), sign),
});

export type LanguageFile = z.infer<typeof languageFile>;
