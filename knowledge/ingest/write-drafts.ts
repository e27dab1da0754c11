import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Page } from './page.ts';
import { sameAddress } from './read/repair-text.ts';

/** Where an article says its facts come from. */
export interface ArticleSource {
  readonly url: string;
  /** Number of the section; null: the page as a whole. */
  readonly section: string | null;
}

const FEWEST_WORDS = 12;
const LONGEST_TITLE = 60;
const LONGEST_LABEL = 40;

/**
 * Writes a draft for every section that no article comes from: what an editor needs beside to write one. The page's words
 * stand in a comment, since an article says them in its own; it has no sample questions yet, so that the checks refuse it
 * until someone has written it.
 *
 * @returns folders of the drafts
 */
export function writeDrafts(
  page: Page,
  sources: readonly ArticleSource[],
  folder: string,
): readonly string[] {
  const own = sources.filter(({ url }) => sameAddress(url) === sameAddress(page.url));
  if (own.some(({ section }) => section === null) && page.sections.every(({ number }) => number === null))
    return [];
  const missing = page.sections.filter(
    ({ number, text }) =>
      text.split(/\s+/).length >= FEWEST_WORDS &&
      !own.some(({ section }) => section !== null && section === number),
  );
  return missing.map(section => {
    const name = join(folder, slug(page.title), slug(section.heading));
    const head = {
      title: section.heading.slice(0, LONGEST_TITLE),
      label: section.heading.slice(0, LONGEST_LABEL),
      questions: [],
      keywords: [],
      lines: ['plan'],
      links: [],
      source: { url: page.url, section: section.number, asOf: page.updated, basis: 'site' },
      related: [],
      expires: null,
    };
    const comment = section.text.replaceAll('--', '- -');
    mkdirSync(name, { recursive: true });
    writeFileSync(
      join(name, 'en.md'),
      `---\n${stringify(head, { lineWidth: 0 })}---\n<!-- What the page says; say it in your own plain words, then delete this:\n${comment}\n-->\n\n## sms\n`,
    );
    return name;
  });
}

function slug(words: string): string {
  const plain =
    words
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('-') ?? '';
  return plain.slice(0, 60).replace(/-$/, '') || 'untitled';
}
