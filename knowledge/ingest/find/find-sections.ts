import { createHash } from 'node:crypto';
import type { Block } from '../read/block.ts';
import { findHeadings } from './find-headings.ts';

/** A part of a page under one heading, without the parts below it. */
export interface Section {
  /** As it is printed before the heading: `4`, `2.1`; null where there is none. */
  readonly number: string | null;
  readonly heading: string;
  /** Headings from the page's title down to this one. */
  readonly path: readonly string[];
  /** Paragraphs divided by an empty line; items begin with `- `. */
  readonly text: string;
  readonly anchor: string | null;
  /** Mark of heading and text, spelling of spaces, case and punctuation apart. */
  readonly mark: string;
}

/** Divides a page's content into its sections. Headings with nothing below them only lend their words to paths. */
export function findSections(title: string, blocks: readonly Block[]): readonly Section[] {
  const headings = findHeadings(blocks);
  const byPlace = new Map(headings.map(heading => [heading.at, heading]));
  const sections: Section[] = [];
  const above: { level: number; text: string }[] = [];
  let open = { number: null as string | null, heading: title, anchor: null as string | null };
  let path: readonly string[] = title === '' ? [] : [title];
  let texts: string[] = [];
  const close = () => {
    const text = texts.join('\n\n').replace(/\n\n(?=- )/g, '\n');
    texts = [];
    if (text !== '') sections.push({ ...open, path, text, mark: markOf(open.heading, text) });
  };
  for (const [at, block] of blocks.entries()) {
    const heading = byPlace.get(at);
    if (!heading) {
      // A title that is no heading stands there as text first.
      const isTitle = block.text === title && sections.length === 0 && texts.length === 0;
      if (block.text !== '' && !isTitle) texts.push(textOf(block));
      continue;
    }
    close();
    while ((above.at(-1)?.level ?? 0) >= heading.level) above.pop();
    above.push({ level: heading.level, text: heading.text });
    const words = above.map(({ text }) => text);
    path = words[0] === title || title === '' || above[0]?.level === 1 ? words : [title, ...words];
    open = { number: heading.number, heading: heading.text, anchor: heading.anchor };
    if (heading.rest !== '') texts.push(heading.rest);
  }
  close();
  return sections;
}

/** First 16 hex digits of the SHA-256 of the words, however they are set. */
export function markOf(heading: string, text: string): string {
  const words = `${heading}\n${text}`.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 16);
}

function textOf({ kind, text, ordinal }: Block): string {
  if (kind !== 'item') return text;
  return ordinal === null ? `- ${text}` : `- ${ordinal}. ${text}`;
}
