import type { Directory } from '../directory/directory.ts';
import { compareLines } from './compare-lines.ts';
import type { Page } from './page.ts';

/** What was found on one page, as a table to read in a terminal. */
export function pageTable(page: Page, directory: Directory): string {
  const inFrame = page.links.filter(({ place }) => place === 'frame').length;
  const rows: string[] = [
    `${page.title}  ${page.url}`,
    `language ${page.language}, last updated ${page.updated ?? 'not printed'}, ${page.links.length} links (${inFrame} in menus, header, footer and sidebars)`,
    '',
    `SECTIONS (${page.sections.length})`,
    ...columns(
      ['no.', 'heading', 'words', 'mark'],
      page.sections.map(({ number, heading, text, mark }) => [
        number ?? '–',
        heading,
        String(text.split(/\s+/).length),
        mark,
      ]),
    ),
    '',
    `PHONE LINES (${page.lines.length})`,
    ...columns(
      [
        'number',
        'in letters',
        'TTY',
        'hours',
        'directory',
        'TTY there',
        'hours there',
        'beside it on the page',
      ],
      compareLines(page.lines, directory).map(({ found, line, tty, hours }) => [
        found.number,
        found.vanity ?? '–',
        found.tty ?? '–',
        found.hours === null ? '–' : found.hours.kind === 'always' ? 'always' : found.hours.text,
        line?.id ?? 'NOT THERE',
        tty,
        hours,
        found.label.slice(-50),
      ]),
    ),
  ];
  const documents = page.links.filter(({ language, url }) => language !== null && /\.pdf$/i.test(url));
  if (documents.length > 0) {
    rows.push(
      '',
      `DOCUMENTS BY LANGUAGE (${documents.length})`,
      ...columns(
        ['language', 'label', 'file', 'directory'],
        documents.map(({ language, label, url }) => [
          language ?? '–',
          label,
          url.split('/').at(-1) ?? url,
          language !== null && directory.notice(language) === url ? 'same' : '–',
        ]),
      ),
    );
  }
  return `${rows.join('\n')}\n`;
}

/** Rows of cells as lines, each column as wide as its widest cell. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map(row => (row[column] ?? '').length)));
  return all.map(row =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
