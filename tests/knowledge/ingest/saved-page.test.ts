import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { compareLines } from '../../../knowledge/ingest/compare-lines.ts';
import { languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import { pageOf } from '../../../knowledge/ingest/page.ts';
import { pageTable } from '../../../knowledge/ingest/page-table.ts';
import { readMarkdown } from '../../../knowledge/ingest/read/read-markdown.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';

/* The plan's own page, as it was saved. It is not ours to keep here: where it does not lie beside the project, nothing is tested. */
const file = join(projectRoot(), '..', 'shared', 'site', 'lacare-privacy-page.md');
const isThere = existsSync(file);
if (!isThere) console.info(`no saved page at ${file}: passed over`);

describe.runIf(isThere)('the saved page', () => {
  const url = 'https://www.lacare.org/privacy';
  const directory = loadDirectory();
  const page = isThere
    ? pageOf(readMarkdown(readFileSync(file, 'utf8'), url), { url, guide: languageGuide(directory) })
    : null;
  const sections = page?.sections ?? [];
  const text = sections.map(section => `${section.heading}\n${section.text}`).join('\n');

  test('has its sections 1 to 16, and the list between 14 and 15, though none is a heading', () => {
    console.info(page && pageTable(page, directory));
    const numbers = sections.map(({ number }) => number);
    expect(numbers).toEqual([
      null,
      ...Array.from({ length: 14 }, (_, place) => String(place + 1)),
      null,
      '15',
      '16',
    ]);
    expect(sections[15]?.heading).toMatch(/^how we use/i);
    expect(sections[15]?.text.match(/^- /gm)?.length).toBe(12);
    expect(sections.find(({ number }) => number === '6')?.heading).toBe('Spyware');
  });

  test('has seven phone lines, all in the directory, with nothing that contradicts it', () => {
    const lines = compareLines(page?.lines ?? [], directory);
    expect(lines.map(({ line }) => line?.id).sort()).toEqual([
      'coverage',
      'dpss',
      'dsnp',
      'lacc',
      'medi-cal',
      'pasc',
      'provider',
    ]);
    expect(
      lines
        .filter(({ tty }) => tty === 'same')
        .map(({ line }) => line?.id)
        .sort(),
    ).toEqual(['dsnp', 'lacc', 'medi-cal', 'pasc']);
    expect(lines.filter(({ hours }) => hours === 'same').length).toBe(6);
    expect(lines.filter(({ tty, hours }) => tty === 'differs' || hours === 'differs')).toEqual([]);
  });

  test('has eleven notices, each in the language that the directory has it in', () => {
    const notices = (page?.links ?? []).filter(link => /_nopp_/.test(link.url));
    expect(notices.map(({ language }) => language)).toEqual([
      'en',
      'es',
      'zh',
      'ko',
      'hy',
      'ru',
      'tl',
      'vi',
      'fa',
      'km',
      'ar',
    ]);
    for (const { language, url: address } of notices) expect(directory.notice(language ?? '')).toBe(address);
  });

  test('has the day it was last changed, and its words mended', () => {
    expect(page?.updated).toBe('2024-02-15');
    expect(text).not.toMatch(/[Ââ€Ã]|\u00a0/);
    expect(page?.links.filter(link => link.url.startsWith('mailto:')).map(link => link.url)).toEqual([
      'mailto:communications-request@lacare.org',
    ]);
  });

  test('has menus and footer as links only', () => {
    expect(text).not.toMatch(/Find a Doctor|Board Meetings|Footer Utility|Skip to main|Grievance Form/);
    const frame = (page?.links ?? []).filter(({ place }) => place === 'frame').map(({ label }) => label);
    expect(frame).toEqual(
      expect.arrayContaining(['Find a Doctor', 'Board Meetings', 'Grievance Form', 'Glossary of Terms']),
    );
    expect(frame.length).toBeGreaterThan(120);
  });
});
