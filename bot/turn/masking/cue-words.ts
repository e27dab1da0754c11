import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { foldText } from './folded-text.ts';

const words = z.array(z.union([z.string(), z.number()]).transform(String)).default([]);

/** One language's cue words, `data/<language>.yaml`; the comment in `data/en.yaml` tells the format. */
const cueFile = z.strictObject({
  language: z.string(),
  name: words,
  nameWeak: words,
  nameAfter: words,
  nameEndings: words,
  surnames: z.string().default(''),
  stop: words,
  stopHard: words,
  familyNames: words,
  ssn: words,
  lastFour: words,
  birth: words,
  member: words,
  phone: words,
  address: words,
  at: words,
  dot: words,
  months: words,
  dateWords: words,
  streets: words,
  streetsBefore: words,
  units: words,
  notStreets: words,
});

/** Lists of words of all languages together: a message is not asked for its language. */
export type WordList = Exclude<keyof z.infer<typeof cueFile>, 'language' | 'surnames'>;

export interface CueWords {
  readonly lists: Readonly<Record<WordList, readonly string[]>>;
  /** Chinese and Korean surnames of one character. */
  readonly surnames: ReadonlySet<string>;
}

const LISTS = Object.keys(cueFile.shape).filter(
  (key): key is WordList => key !== 'language' && key !== 'surnames',
);

/**
 * Reads all cue files, folded as messages are.
 *
 * @throws Error naming the file when one is not well formed
 */
export function readCueWords(folder: string): CueWords {
  const files = readdirSync(folder)
    .filter(name => /^[a-z]{2}\.yaml$/.test(name))
    .sort()
    .map(name => {
      const parsed = cueFile.safeParse(load(readFileSync(join(folder, name), 'utf8')));
      if (!parsed.success)
        throw new Error(`masking data ${name}: ${parsed.error.message}`, { cause: parsed.error });
      return parsed.data;
    });
  const folded = (list: WordList) => [
    ...new Set(files.flatMap(file => file[list].map(word => foldText(word).text.trim()))),
  ];
  const lists = Object.fromEntries(LISTS.map(list => [list, folded(list)]));
  return {
    // Every list was made above; Object.fromEntries forgets the keys.
    lists: lists as unknown as Record<WordList, readonly string[]>,
    surnames: new Set([...files.map(file => file.surnames).join('')]),
  };
}
