import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadPassages } from './load-passages.ts';
import { PassageBuilder } from './passage-builder.ts';
import type { PassageIndex } from './passage-index.ts';

const passageSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  path: z.array(z.string()).readonly(),
  text: z.string(),
  language: z.string(),
  updated: z.string().nullable(),
});

/** A piece of a page that may be quoted. */
export type ShelvedPassage = Readonly<z.infer<typeof passageSchema>>;

/** The passages in service: where they are searched and read. */
export interface PassageShelf {
  readonly index: PassageIndex;
  /** The passage of a number that a search gave; undefined where there is none. */
  passage(number: number): ShelvedPassage | undefined;
}

const INDEX = 'index.bin';
const TEXTS = 'passages.jsonl';

/** Puts passages on a shelf one by one; heading words are searched with the text. Nothing is there until `finish`. */
export class ShelfWriter {
  readonly #builder = new PassageBuilder();
  readonly #lines: string[] = [];

  add(passage: ShelvedPassage): void {
    this.#builder.add(`${passage.path.join('\n')}\n${passage.text}`);
    this.#lines.push(JSON.stringify(passage));
  }

  /** @returns how many passages there are now */
  finish(folder: string): number {
    const part = `${folder}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, INDEX), this.#builder.finish());
    writeFileSync(join(part, TEXTS), this.#lines.map(line => `${line}\n`).join(''));
    removeShelf(folder);
    renameSync(part, folder);
    return this.#lines.length;
  }
}

/** Takes all passages out of service. */
export function removeShelf(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Opens a shelf; null where there is none. Texts stay bytes until one is asked for.
 *
 * @throws IndexError where its index can't be read
 */
export function openShelf(folder: string): PassageShelf | null {
  if (!existsSync(join(folder, INDEX)) || !existsSync(join(folder, TEXTS))) return null;
  const texts = readFileSync(join(folder, TEXTS));
  const ends: number[] = [];
  for (let at = texts.indexOf(10); at >= 0; at = texts.indexOf(10, at + 1)) ends.push(at);
  return {
    index: loadPassages(readFileSync(join(folder, INDEX))),
    passage: number => {
      const end = ends[number];
      if (end === undefined) return undefined;
      const from = number === 0 ? 0 : (ends[number - 1] ?? 0) + 1;
      return passageSchema.parse(JSON.parse(texts.toString('utf8', from, end)));
    },
  };
}
