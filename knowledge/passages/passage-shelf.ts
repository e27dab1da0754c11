import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { IndexError } from '../engine/index-error.ts';
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

  get count(): number {
    return this.#lines.length;
  }

  add(passage: ShelvedPassage): void {
    this.#builder.add(`${passage.path.join('\n')}\n${passage.text}`);
    this.#lines.push(JSON.stringify(passage));
  }

  /** @returns how many passages there are now */
  finish(folder: string): number {
    const part = partOf(folder);
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, INDEX), this.#builder.finish());
    writeFileSync(join(part, TEXTS), this.#lines.map(line => `${line}\n`).join(''));
    rmSync(folder, { recursive: true, force: true });
    renameSync(part, folder);
    return this.#lines.length;
  }
}

/** Takes all passages out of service. */
export function removeShelf(folder: string): void {
  for (const each of [folder, partOf(folder)]) rmSync(each, { recursive: true, force: true });
}

/** What tells the shelf in a folder from one before it; null where there is none, undefined while another takes its place. */
export function shelfVersion(folder: string): string | null | undefined {
  const file = statSync(join(folder, INDEX), { throwIfNoEntry: false });
  if (file) return `${file.ino} ${file.mtimeMs} ${file.size}`;
  return existsSync(partOf(folder)) ? undefined : null;
}

function partOf(folder: string): string {
  return `${folder}.part`;
}

/**
 * Opens a shelf; null where there is none. Texts stay bytes until one is asked for.
 *
 * @throws IndexError where its index can't be read, or is of other texts
 */
export function openShelf(folder: string): PassageShelf | null {
  if (!existsSync(join(folder, INDEX)) || !existsSync(join(folder, TEXTS))) return null;
  const texts = readFileSync(join(folder, TEXTS));
  const ends: number[] = [];
  for (let at = texts.indexOf(10); at >= 0; at = texts.indexOf(10, at + 1)) ends.push(at);
  const index = loadPassages(readFileSync(join(folder, INDEX)));
  if (index.stats.passages !== ends.length)
    throw new IndexError(
      'index/damaged',
      `its ${ends.length} texts are not those of its ${index.stats.passages} indexed passages`,
    );
  return {
    index,
    passage: number => {
      const end = ends[number];
      if (end === undefined) return undefined;
      const from = number === 0 ? 0 : (ends[number - 1] ?? 0) + 1;
      return passageSchema.parse(JSON.parse(texts.toString('utf8', from, end)));
    },
  };
}
