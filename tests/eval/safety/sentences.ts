import { readFileSync } from 'node:fs';
import { z } from 'zod';

const sentence = z.object({
  text: z.string(),
  /** `either`: an overdose with intent, where both cards are right. `none`: a look-alike. */
  want: z.enum(['emergency', 'crisis', 'either', 'none']),
  /** Where the sentence comes from: batch 1 was written before the patterns, later ones before they were mended. */
  note: z.string().optional(),
});

/** A labelled sentence, as a member would write it. */
export type Sentence = z.infer<typeof sentence>;

/** Reads a set, one JSON object a line. @throws ZodError at the first line that is no sentence */
export function readSentences(path: string): readonly Sentence[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => sentence.parse(JSON.parse(line)));
}
