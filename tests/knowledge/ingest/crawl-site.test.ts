import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { crawlSettingsSchema } from '../../../knowledge/ingest/crawl/crawl-settings.ts';
import { crawlSite } from '../../../knowledge/ingest/crawl/crawl-site.ts';
import { type Crawl, CrawlStore } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import type { Page } from '../../../knowledge/ingest/page.ts';
import { readCrawl } from '../../../knowledge/ingest/read-crawl.ts';
import { harborSite } from './harbor-pages.ts';
import { type ServedSite, serveSite } from './serve-site.ts';

let site: ServedSite;
let folder: string;
let store: CrawlStore;
beforeEach(async () => {
  site = await serveSite(await harborSite());
  folder = mkdtempSync(join(tmpdir(), 'ingest-'));
  store = new CrawlStore(folder);
});
afterEach(async () => {
  await site.stop();
  rmSync(folder, { recursive: true });
});

const begin = (more: object = {}, starts = [`${site.origin}/`]) =>
  store.begin(crawlSettingsSchema.parse({ starts, delayMs: 0, ...more }), new Date());
const crawl = (more: object = {}, starts?: string[]) =>
  crawlSite(store, begin(more, starts), { previous: store.newest() }).then(end => end.crawl);
const outcomes = (of: Crawl) =>
  Object.fromEntries(store.records(of).map(({ url, outcome }) => [url.slice(site.origin.length), outcome]));

async function pagesOf(of: Crawl): Promise<ReadonlyMap<string, Page>> {
  const pages = new Map<string, Page>();
  for await (const read of readCrawl(store, of, languageGuide(loadDirectory()))) {
    if (read.kind === 'unreadable') throw new Error(`${read.record.url}: ${read.problem}`);
    pages.set(read.page.url.slice(site.origin.length), read.page);
  }
  return pages;
}

/** Milliseconds from the first page asked for to the last. */
function spanOf({ log }: ServedSite): number {
  const times = log.filter(({ path }) => path !== '/robots.txt').map(({ at }) => at);
  return Math.max(...times) - Math.min(...times);
}

describe('a crawl', () => {
  test('reads every page its links lead to on the same host, and PDFs, each once', async () => {
    const done = await crawl();
    expect(done.done).toBe(true);
    expect(outcomes(done)).toEqual({
      '/': 'page',
      '/plans/bay': 'page',
      '/members/rides': 'page',
      '/members/cards': 'page',
      '/privacy': 'page',
      '/contact': 'page',
      '/files/hh12_nopp_en_01.pdf': 'page',
      '/files/hh12_nopp_ar_01.pdf': 'page',
    });
    const asked = site.log.map(({ path }) => path);
    expect(asked.length).toBe(new Set(asked).size);
  });

  test('asks for nothing that robots.txt forbids, and notes that it did not', async () => {
    site.pages.set(
      '/',
      site.pages.get('/')?.replace('</ul>', '<li><a href="/secret/plans">x</a></li></ul>') ?? '',
    );
    const done = await crawl();
    expect(outcomes(done)['/secret/plans']).toBe('forbidden');
    expect(site.log.map(({ path }) => path)).not.toContain('/secret/plans');
  });

  test.each([
    ['answers 503', 503],
    ['asks to be left alone', 429],
    ['says nothing', 'silent'],
  ] as const)('asks for nothing and is not done where robots.txt %s, and goes on once it is there', async (_, how) => {
    site.failing.set('/robots.txt', how);
    const begun = begin({ timeoutMs: 100 });
    const first = await crawlSite(store, begun);
    expect([...first.unreachable.keys()]).toEqual([new URL(site.origin).host]);
    expect(first.crawl.done).toBe(false);
    expect(site.log.map(({ path }) => path)).toEqual(['/robots.txt']);
    site.failing.clear();
    const second = await crawlSite(store, begun);
    expect(second.unreachable.size).toBe(0);
    expect(second.crawl.done).toBe(true);
    expect(Object.keys(outcomes(second.crawl)).length).toBe(8);
  });

  test('may ask for all where there is no robots.txt', async () => {
    site.failing.set('/robots.txt', 404);
    expect(Object.keys(outcomes(await crawl())).length).toBe(8);
  });

  test('reads the other hosts where the robots.txt of one can not be read, and keeps the crawl before', async () => {
    const other = await serveSite(await harborSite());
    try {
      const before = await crawl();
      other.failing.set('/robots.txt', 500);
      const begun = begin({}, [`${site.origin}/`, `${other.origin}/contact`]);
      const end = await crawlSite(store, begun, { previous: before });
      expect([...end.unreachable.keys()]).toEqual([new URL(other.origin).host]);
      expect(store.records(end.crawl).length).toBe(8);
      expect(store.newest()?.id).toBe(before.id);
      expect(store.stopped()?.id).toBe(begun.id);
    } finally {
      await other.stop();
    }
  });

  test('goes as deep as it may and asks for no more than it may', async () => {
    expect(Object.keys(outcomes(await crawl({ depth: 0 })))).toEqual(['/']);
    expect(store.records(await crawl({ limit: 3 })).length).toBe(3);
  });

  test('waits between requests as long as it was told, longer where robots.txt says so', async () => {
    await crawl({ limit: 4, delayMs: 60, parallel: 4 });
    const first = spanOf(site);
    site.robots = 'User-agent: *\nCrawl-delay: 0.15\n';
    site.log.length = 0;
    await crawl({ limit: 4, delayMs: 0, parallel: 4 });
    // Four requests have three pauses; the first may be late, the last never early.
    expect(first).toBeGreaterThan(3 * 60 * 0.8);
    expect(spanOf(site)).toBeGreaterThan(3 * 150 * 0.8);
  });

  test('starts at the pages of a sitemap, and of the sitemaps that one lists', async () => {
    const url = (path: string) => `<url><loc>${site.origin}${path}</loc></url>`;
    site.pages.set(
      '/sitemap.xml',
      `<sitemapindex><sitemap><loc>${site.origin}/more.xml</loc></sitemap></sitemapindex>`,
    );
    site.pages.set('/more.xml', `<urlset>${url('/contact')}${url('/privacy')}</urlset>`);
    const done = await crawl({ depth: 0 }, [`${site.origin}/sitemap.xml`]);
    expect(outcomes(done)).toEqual({
      '/sitemap.xml': 'sitemap',
      '/more.xml': 'sitemap',
      '/contact': 'page',
      '/privacy': 'page',
    });
  });

  test('goes on where it was stopped, without asking for anything twice', async () => {
    const stop = new AbortController();
    const begun = begin({ parallel: 1 });
    const { crawl: stopped } = await crawlSite(store, begun, {
      signal: stop.signal,
      onProgress: ({ done }) => done === 3 && stop.abort(),
    });
    expect(stopped.done).toBe(false);
    expect(store.newest()).toBeNull();
    const { crawl: resumed } = await crawlSite(new CrawlStore(folder), begun);
    expect(resumed.done).toBe(true);
    expect(Object.keys(outcomes(resumed)).length).toBe(8);
    const asked = site.log.map(({ path }) => path).filter(path => path !== '/robots.txt');
    expect(asked.length).toBe(new Set(asked).size);
  });

  test('asks a second time only for what changed', async () => {
    await crawl();
    site.log.length = 0;
    site.pages.set('/contact', `${site.pages.get('/contact')}<!-- changed -->`);
    const second = await crawl();
    const changed = site.log.filter(({ status, path }) => status === 200 && path !== '/robots.txt');
    expect(changed.map(({ path }) => path)).toEqual(['/contact']);
    expect((await pagesOf(second)).size).toBe(8);
  });

  test('tells moved pages and dead links from those that are there', async () => {
    site.pages.delete('/plans/bay');
    site.moved.set('/contact', '/contact-us');
    site.pages.set('/contact-us', site.pages.get('/contact') ?? '');
    const found = outcomes(await crawl());
    expect(found['/plans/bay']).toBe('gone');
    expect(found['/contact']).toBe('moved');
    expect(found['/contact-us']).toBe('page');
  });

  test('keeps no more crawls than it should, and every body that those need', async () => {
    await crawl({ limit: 2 });
    const last = await crawl();
    expect(store.prune(1)).toBe(1);
    expect(store.list().map(({ id }) => id)).toEqual([last.id]);
    expect((await pagesOf(last)).size).toBe(8);
  });

  test('that was stopped is kept until a later one has ended', async () => {
    const stopped = begin();
    expect(store.stopped()?.id).toBe(stopped.id);
    expect(store.prune(1)).toBe(0);
    await crawl({ depth: 0 });
    expect(store.stopped()).toBeNull();
    expect(store.prune(1)).toBe(1);
    expect(store.find(stopped.id)).toBeNull();
  });
});

describe('the pages of a crawl', () => {
  test('have their own sections, not those of menus, alert, sidebar and footer', async () => {
    const pages = await pagesOf(await crawl());
    const headings = (path: string) => pages.get(path)?.sections.map(({ heading }) => heading);
    expect(headings('/members/rides')).toEqual(['Rides', 'How to book a ride', 'How to cancel a ride']);
    expect(headings('/privacy')).toEqual([
      'Privacy',
      'What We Keep',
      'Cookies',
      'Surveys',
      'Children',
      'HOW WE USE WHAT WE KEEP',
      'Write to Us',
    ]);
    expect(JSON.stringify([...pages.values()].map(({ sections }) => sections))).not.toMatch(
      /navigation|Careers|©/,
    );
  });

  test('have the links of menus and footer all the same, whole and mended', async () => {
    const page = (await pagesOf(await crawl())).get('/privacy');
    const links = new Map(page?.links.map(({ label, url, place }) => [label, { url, place }]));
    expect(links.get('Rides')).toEqual({ url: `${site.origin}/members/rides`, place: 'frame' });
    expect(links.get('Careers')).toEqual({ url: 'https://elsewhere.example/jobs', place: 'frame' });
    expect(links.get('ask@harbor.example')).toEqual({ url: 'mailto:ask@harbor.example', place: 'content' });
  });

  test('have their phone lines with TTY and hours, from the frame too', async () => {
    const lines = (await pagesOf(await crawl())).get('/members/rides')?.lines;
    expect(
      lines?.map(({ number, vanity, tty, hours }) => [number, vanity, tty, hours?.kind ?? null]),
    ).toEqual([
      ['1-866-555-0130', null, null, null],
      ['1-877-555-0142', null, '1-800-555-0199', 'office'],
      ['1-888-442-7267', '1-888-4HARBOR', '711', 'always'],
      ['1-866-555-0177', null, null, 'always'],
    ]);
    expect(lines?.[1]?.hours).toMatchObject({
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      open: '07:30',
      close: '17:30',
    });
    expect(lines?.[2]?.label).toBe('Bay Plan Member Help');
  });

  test('of a PDF have its larger lines as headings, and the language that its file code means', async () => {
    const page = (await pagesOf(await crawl())).get('/files/hh12_nopp_ar_01.pdf');
    expect(page?.language).toBe('hy');
    expect(page?.sections.map(({ heading }) => heading)).toEqual(['Your Rights', 'Our Duties', 'Complaints']);
    expect(page?.sections[0]?.text).toMatch(/^You may ask us .* within thirty days\.$/);
  });

  test('have the day that the page prints', async () => {
    expect((await pagesOf(await crawl())).get('/privacy')?.updated).toBe('2024-03-04');
  });
});
