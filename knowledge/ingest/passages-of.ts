import type { Page } from './page.ts';

/** A piece of a page, short enough to be quoted. */
export interface Passage {
  /** Address of the page, with the section's anchor where it has one. */
  readonly url: string;
  /** Headings from the page's title down. */
  readonly path: readonly string[];
  readonly text: string;
  /** Primary subtag of the page's language. */
  readonly language: string;
  /** YYYY-MM-DD of the page, or null. */
  readonly updated: string | null;
}

/** Words after which a passage ends with the sentence; a little more than half as many make one of their own. */
const LONGEST_WORDS = 90;
const SENTENCE_END = /(?<=[.!?。！？።؟։]["”’)]?)\s+(?=[\p{Lu}\p{Lo}\d"“(])|(?<=[。！？])/u;

/** Divides every section into passages, at paragraphs first, then at sentences. Never across a heading. */
export function passagesOf(page: Page): readonly Passage[] {
  const { language, updated } = page;
  return page.sections.flatMap(section => {
    const url = section.anchor ? `${page.url}#${encodeURIComponent(section.anchor)}` : page.url;
    return pieces(section.text).map(
      (text): Passage => ({ url, path: section.path, text, language, updated }),
    );
  });
}

function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let open = '';
  const close = () => {
    if (open !== '') found.push(open);
    open = '';
  };
  for (const paragraph of text.split('\n\n')) {
    const parts =
      length(paragraph) > LONGEST_WORDS ? paragraph.split(/\n(?=- )/).flatMap(sentences) : [paragraph];
    for (const [place, part] of parts.entries()) {
      if (open !== '' && length(open) + length(part) > LONGEST_WORDS) close();
      const mark = part.startsWith('- ') ? '\n' : place === 0 ? '\n\n' : ' ';
      open = open === '' ? part : `${open}${mark}${part}`;
    }
  }
  close();
  return found;
}

function sentences(text: string): readonly string[] {
  return length(text) > LONGEST_WORDS ? text.split(SENTENCE_END) : [text];
}

/** Words; in scripts without spaces about three letters to a word. */
function length(text: string): number {
  const words = text.split(/\s+/).length;
  const unspaced = text.match(/[\p{sc=Han}\p{sc=Khmr}]/gu)?.length ?? 0;
  return words + Math.ceil(unspaced / 3);
}
