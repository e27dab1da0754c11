import { type Block, type PageLink, type ReadDocument, wordCount } from '../read/block.ts';

/** A page in two: what it says, and what frames it. */
export interface PartedPage {
  readonly title: string;
  readonly content: readonly Block[];
  /** Menus, header, footer, sidebars: no text of the page, but their links and phone numbers count. */
  readonly frame: readonly Block[];
}

/** From this share of its letters on, a block is a list of links. */
const LINKY = 0.6;
/** A part under a heading needs so many words beside its links to count as text. */
const FEWEST_WORDS = 12;
const FEWEST_MAIN_WORDS = 20;
const COPYRIGHT = /©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|all rights reserved/i;
const LONGEST_COPYRIGHT = 40;

/**
 * Parts content from frame: by the markup where it says which is which, else by where running text begins and ends.
 * Navigation that stands there twice is stripped twice.
 *
 * @param template blocks that most pages of the site have (see `learnTemplate`); they are frame wherever they stand
 */
export function partPage(document: ReadDocument, template: ReadonlySet<string> = new Set()): PartedPage {
  const { blocks } = document;
  const main = blocks.filter(({ region }) => region === 'main');
  const inMain = main.reduce((sum, { text }) => sum + wordCount(text), 0) >= FEWEST_MAIN_WORDS;
  const candidates = inMain ? main : blocks.filter(({ region }) => region !== 'frame');
  const kept = inMain ? new Set(withoutLinkLists(candidates)) : runningText(candidates);
  const content = blocks.filter(block => kept.has(block) && !template.has(templateKey(block)));
  const chosen = new Set(content);
  return {
    title: titleOf(document, content),
    content,
    frame: blocks.filter(block => !chosen.has(block)),
  };
}

/** What tells two blocks of a template apart from two of the content. */
export function templateKey({ kind, text }: Block): string {
  return `${kind}:${text}`;
}

/** The blocks that more than half of some pages of one site share, where there are enough pages to say so. */
export function learnTemplate(pages: readonly (readonly Block[])[]): ReadonlySet<string> {
  const FEWEST_PAGES = 5;
  if (pages.length < FEWEST_PAGES) return new Set();
  const counts = new Map<string, number>();
  for (const blocks of pages)
    for (const key of new Set(blocks.filter(({ text }) => text !== '').map(templateKey)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count * 2 > pages.length).map(([key]) => key));
}

/** Every link of the blocks, each address once a label. */
export function linksOf(blocks: readonly Block[]): readonly PageLink[] {
  const seen = new Set<string>();
  return blocks
    .flatMap(({ links }) => links)
    .filter(({ label, url }) => {
      const key = `${label}\n${url}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** The first-level heading; where there are several, as in PDFs, the document's own title comes first. */
function titleOf({ blocks, title }: ReadDocument, content: readonly Block[]): string {
  const tops = (list: readonly Block[]) =>
    list.filter(({ kind, level, text }) => kind === 'heading' && level === 1 && text !== '');
  const own = title?.split(/\s[|–—-]\s/)[0] || null;
  const [first, second] = tops(content);
  if (first && second && own) return own;
  return first?.text ?? tops(blocks)[0]?.text ?? own ?? content[0]?.text.slice(0, 80) ?? '';
}

/** Inside of marked content: everything but leading breadcrumbs and lists of nothing but links at the end. */
function withoutLinkLists(blocks: readonly Block[]): readonly Block[] {
  let from = 0;
  let to = blocks.length;
  const linkList = (block: Block | undefined) =>
    block !== undefined && block.kind === 'item' && isLinky(block);
  while (from < to && linkList(blocks[from])) from++;
  while (to > from && linkList(blocks[to - 1])) to--;
  // The heading of a list that went goes too.
  if (to < blocks.length) while (to > from && blocks[to - 1]?.kind === 'heading') to--;
  return blocks.slice(from, to);
}

/** Where nothing is marked: from the page's title to the last part that is mostly words, not links, before the copyright line. */
function runningText(blocks: readonly Block[]): ReadonlySet<Block> {
  const parts = partsOf(blocks);
  const first = firstOf(parts);
  const kept: (readonly Block[])[] = [];
  let waiting: (readonly Block[])[] = [];
  for (const part of parts.slice(first)) {
    const end = part.findIndex(isCopyright);
    const before = end < 0 ? part : part.slice(0, end);
    if (isText(before) || (kept.length === 0 && waiting.length === 0 && isTitle(before))) {
      kept.push(...waiting.filter(isNotLinks), before);
      waiting = [];
    } else waiting.push(before);
    if (end >= 0) break;
  }
  return new Set(kept.flatMap(part => trimmed(part)));
}

function partsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const parts: Block[][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'heading' && parts.at(-1)?.length !== 0) parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

/** The last first-level heading before running text; without one, the first part that is text. */
function firstOf(parts: readonly (readonly Block[])[]): number {
  const titles = parts.flatMap((part, place) => (isTitle(part) ? [place] : []));
  const withText = titles.find(place => parts.slice(place, place + 3).some(isText));
  if (withText !== undefined) return withText;
  const text = parts.findIndex(isText);
  return text < 0 ? 0 : text;
}

function isTitle([first]: readonly Block[]): boolean {
  return first?.kind === 'heading' && first.level === 1 && first.text !== '';
}

function isText(part: readonly Block[]): boolean {
  const words = part
    .filter(block => block.kind !== 'heading' && !isLinky(block))
    .reduce((sum, { text }) => sum + wordCount(text), 0);
  return words >= FEWEST_WORDS && !isMostlyLinks(part);
}

function isNotLinks(part: readonly Block[]): boolean {
  return !isMostlyLinks(part);
}

function isMostlyLinks(part: readonly Block[]): boolean {
  const body = part.filter(({ kind }) => kind !== 'heading');
  const letters = body.reduce((sum, { text }) => sum + text.length, 0);
  const linked = body.reduce((sum, block) => sum + linkedLetters(block), 0);
  return body.some(({ links }) => links.length > 0) && linked >= letters * LINKY;
}

/** A menu that begins or ends a part of running text goes. */
function trimmed(part: readonly Block[]): readonly Block[] {
  let from = 0;
  while (from < part.length && isLinkItem(part[from])) from++;
  let to = part.length;
  while (to > from && isLinkItem(part[to - 1])) to--;
  return part.slice(from, to);
}

function isLinkItem(block: Block | undefined): boolean {
  return block !== undefined && block.kind !== 'heading' && isLinky(block);
}

function isLinky(block: Block): boolean {
  return block.links.length > 0 && linkedLetters(block) >= block.text.length * LINKY;
}

function linkedLetters({ links, text }: Block): number {
  return Math.min(
    text.length,
    links.reduce((sum, { label }) => sum + label.length, 0),
  );
}

function isCopyright({ text, kind }: Block): boolean {
  return kind !== 'heading' && COPYRIGHT.test(text) && wordCount(text) <= LONGEST_COPYRIGHT;
}
