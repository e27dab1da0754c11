/** A link as a page has it: its address whole, its label clean; an empty label where a picture was all there was. */
export interface PageLink {
  readonly label: string;
  readonly url: string;
}

/** A piece of a page in reading order, the same for HTML, Markdown and PDF. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row';
  /** Headings: 1 to 6, or 7 where markup says "heading" and no level. Items: how deep the list is nested, from 1. Else 0. */
  readonly level: number;
  readonly text: string;
  readonly links: readonly PageLink[];
  /** Number or letter of an ordered list's item, as it is read. */
  readonly ordinal: string | null;
  /** Whether all of it stands out: bold, or larger than the text around it. */
  readonly strong: boolean;
  /** Bold words that the block begins with, where the rest is not bold. */
  readonly lead: string | null;
  /** What the markup says: part of the page's own content, or of what frames it (menus, header, footer); null: nothing. */
  readonly region: 'main' | 'frame' | null;
  /** Id by which an address can point at it. */
  readonly anchor: string | null;
}

/** A document taken apart, before anyone has judged what in it is content. */
export interface ReadDocument {
  readonly blocks: readonly Block[];
  /** From `<title>`, PDF information; null where there is none. */
  readonly title: string | null;
  /** BCP 47, as the document itself says. */
  readonly language: string | null;
  /** YYYY-MM-DD, from the document's own data, not its text. */
  readonly modified: string | null;
}

/** A block with nothing special about it. */
export function plainBlock(kind: Block['kind'], text: string, more: Partial<Block> = {}): Block {
  return {
    kind,
    level: 0,
    text,
    links: [],
    ordinal: null,
    strong: false,
    lead: null,
    region: null,
    anchor: null,
    ...more,
  };
}

/** Words of a text, in any script; in those without spaces every two letters count as one. */
export function wordCount(text: string): number {
  const spaced = text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? [];
  return spaced.reduce((sum, word) => {
    const unspaced = /[\p{sc=Han}\p{sc=Khmr}]/u.test(word);
    return sum + (unspaced ? Math.ceil(word.length / 2) : 1);
  }, 0);
}
