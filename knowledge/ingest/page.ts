import { findDate } from './find/find-date.ts';
import { type FoundLine, findLines } from './find/find-lines.ts';
import { findSections, type Section } from './find/find-sections.ts';
import type { LanguageGuide } from './find/language-of.ts';
import { linksOf, partPage } from './find/part-page.ts';
import type { PageLink, ReadDocument } from './read/block.ts';
import { sameAddress } from './read/repair-text.ts';

/** A link of a page, and where on the page it stands. */
export interface FoundLink extends PageLink {
  readonly place: 'content' | 'frame';
  /** Language that its label or file name tells; null where neither does. */
  readonly language: string | null;
}

/** What a page says, ready to be searched, compared and quoted. */
export interface Page {
  readonly url: string;
  readonly title: string;
  /** Primary subtag: `en`, `zh`. */
  readonly language: string;
  /** YYYY-MM-DD: the day the page itself names, else that of its data; null where neither is known. */
  readonly updated: string | null;
  readonly sections: readonly Section[];
  readonly links: readonly FoundLink[];
  readonly lines: readonly FoundLine[];
}

/**
 * Makes a page of a document that was read.
 *
 * @param template blocks that frame every page of the site, from `learnTemplate`
 */
export function pageOf(
  document: ReadDocument,
  context: { readonly url: string; readonly guide: LanguageGuide; readonly template?: ReadonlySet<string> },
): Page {
  const { url, guide } = context;
  const parted = partPage(document, context.template);
  const place = (where: FoundLink['place'], links: readonly PageLink[]) =>
    links.map((link): FoundLink => ({ ...link, place: where, language: guide.ofLink(link.label, link.url) }));
  const text = parted.content.map(block => block.text).join('\n');
  const said = document.language?.toLowerCase().split(/[-_]/)[0];
  return {
    url: sameAddress(url) === url ? url : url.replace(/#.*$/, ''),
    title: parted.title,
    language: guide.ofFile(url) ?? guide.ofText(text) ?? said ?? 'en',
    updated: findDate(text) ?? document.modified,
    sections: findSections(parted.title, parted.content),
    links: [...place('content', linksOf(parted.content)), ...place('frame', linksOf(parted.frame))],
    lines: findLines(document.blocks),
  };
}
