import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseArticle } from '../../../knowledge/article/parse-article.ts';
import type { TopicFiles } from '../../../knowledge/article/read-articles.ts';
import { englishSchema } from '../../../knowledge/article/schema.ts';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { AcceptedSources } from '../../../knowledge/drift/accepted.ts';
import { driftHtml } from '../../../knowledge/drift/drift-html.ts';
import { type DriftReport, driftReportSchema, needsWork } from '../../../knowledge/drift/drift-report.ts';
import { acceptSources, findDrift } from '../../../knowledge/drift/find-drift.ts';
import { crawlSettingsSchema } from '../../../knowledge/ingest/crawl/crawl-settings.ts';
import { crawlSite } from '../../../knowledge/ingest/crawl/crawl-site.ts';
import { CrawlStore } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import { COOKIES_BEFORE, harborPage, harborSite, privacyText } from './harbor-pages.ts';
import { type ServedSite, serveSite } from './serve-site.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const directory = loadDirectory();
const guide = languageGuide(directory);
const COOKIES_AFTER =
  'A cookie is a small note that our pages leave in your browser. You can no longer turn cookies off.';

let site: ServedSite;
let folder: string;
let store: CrawlStore;
let accepted: AcceptedSources;
beforeAll(async () => {
  site = await serveSite(await harborSite());
});
afterAll(() => site.stop());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drift-'));
  store = new CrawlStore(folder);
  accepted = new AcceptedSources(join(folder, 'accepted.json'));
  const fresh = await harborSite();
  site.pages.clear();
  for (const [path, html] of fresh.pages) site.pages.set(path, html);
  site.moved.clear();
  return () => rmSync(folder, { recursive: true });
});

const SOURCES: Readonly<Record<string, readonly [path: string, section: string | null]>> = {
  'harbor.home': ['/', null],
  'harbor.bay': ['/plans/bay', null],
  'harbor.rides': ['/members/rides', null],
  'harbor.cards': ['/members/cards', null],
  'harbor.keep': ['/privacy', '1'],
  'harbor.cookies': ['/privacy', '2'],
  'harbor.surveys': ['/privacy', '3'],
  'harbor.children': ['/privacy', '4'],
  'harbor.use': ['/privacy', 'How we use what we keep'],
  'harbor.letters': ['/contact', null],
  'harbor.notice': ['/files/hh12_nopp_en_01.pdf', null],
};

function topic(id: string, url: string, section: string | null, more = ''): TopicFiles {
  const head = `title: Some title\nlabel: Label\nquestions: []\nkeywords: [x]\nlines: []\nsource: { url: "${url}", section: ${section === null ? 'null' : `"${section}"`}, asOf: "2024-03-04", basis: site }\n${more}`;
  const { article, problems } = parseArticle(`${id}/en.md`, `---\n${head}---\nBody.\n`, englishSchema);
  if (!article) throw new Error(JSON.stringify(problems));
  return { id, english: article, translations: new Map() };
}

const topics = () =>
  Object.entries(SOURCES).map(([id, [path, section]]) => topic(id, `${site.origin}${path}`, section));

async function crawl() {
  const settings = crawlSettingsSchema.parse({ starts: [`${site.origin}/`], delayMs: 0, parallel: 4 });
  return crawlSite(store, store.begin(settings, NOW), { previous: store.newest() });
}
const drift = async (given = topics(), more: Partial<Parameters<typeof findDrift>[0]> = {}) =>
  findDrift({ topics: given, directory, store, crawl: store.newest(), guide, accepted, now: NOW, ...more });

/** Findings about articles, short: `kind topic`. */
const aboutArticles = ({ findings }: DriftReport) =>
  findings.flatMap(({ kind, topics: ids }) => ids.map(id => `${kind} ${id}`)).sort();

describe('a site that was crawled, changed and crawled again', () => {
  test('gives no finding about any article while nothing has changed', async () => {
    await crawl();
    const first = await drift();
    expect(first.topics).toEqual({ all: 11, read: 11, firstSeen: 11 });
    await crawl();
    const second = await drift();
    expect(aboutArticles(first)).toEqual([]);
    expect(aboutArticles(second)).toEqual([]);
    expect(second.topics.firstSeen).toBe(0);
  });

  test('gives exactly the articles whose section or page has changed, with before and after', async () => {
    await crawl();
    await drift();
    site.pages.set('/privacy', harborPage('Privacy', privacyText(COOKIES_AFTER)));
    site.pages.set(
      '/members/cards',
      site.pages.get('/members/cards')?.replace('It is free', 'It costs five dollars') ?? '',
    );
    // Menus, footer, spaces and quotes are no change of the text.
    site.pages.set(
      '/contact',
      site.pages
        .get('/contact')
        ?.replace('>Careers<', '>Work with us<')
        .replace('any time. ', 'any time.  ') ?? '',
    );
    await crawl();
    const report = await drift();
    expect(aboutArticles(report)).toEqual(['page-changed harbor.cards', 'section-changed harbor.cookies']);
    const change = report.findings.find(({ kind }) => kind === 'section-changed');
    expect(change).toMatchObject({
      before: COOKIES_BEFORE,
      after: COOKIES_AFTER,
      section: '2',
      severity: 'warning',
    });
    expect(needsWork(report)).toBe(true);
  });

  test('tells a section that went from those whose number moved because of it', async () => {
    await crawl();
    await drift();
    site.pages.set('/privacy', harborPage('Privacy', privacyText(COOKIES_BEFORE, false)));
    await crawl();
    expect(aboutArticles(await drift())).toEqual([
      'section-gone harbor.surveys',
      'section-moved harbor.children',
    ]);
  });

  test('finds a section again that went to another page', async () => {
    await crawl();
    await drift();
    const moved =
      '<p>5. Surveys</p><p>Now and then we ask how a visit to our pages went. You may say no, and no answer is tied to your name.</p><p>6. Thanks</p><p>We thank all who tell us how it went.</p>';
    site.pages.set('/privacy', harborPage('Privacy', privacyText(COOKIES_BEFORE, false)));
    site.pages.set(
      '/contact',
      site.pages
        .get('/contact')
        ?.replace(
          '</h1>',
          `</h1><p>1. Phones</p><p>They ring day and night, and someone picks them up.</p>${moved.replace('5.', '2.').replace('6.', '3.')}`,
        ) ?? '',
    );
    await crawl();
    const report = await drift();
    expect(aboutArticles(report)).toContain('section-moved harbor.surveys');
    expect(report.findings.find(({ topics: [id] }) => id === 'harbor.surveys')?.after).toBe(
      `${site.origin}/contact`,
    );
  });

  test('tells pages that moved from pages that are gone', async () => {
    await crawl();
    await drift();
    site.pages.set('/contact-us', site.pages.get('/contact') ?? '');
    site.moved.set('/contact', '/contact-us');
    site.pages.delete('/plans/bay');
    await crawl();
    expect(aboutArticles(await drift())).toEqual(['page-gone harbor.bay', 'page-moved harbor.letters']);
  });

  test('is quiet again once an editor has accepted what it says now, and only for that article', async () => {
    await crawl();
    await drift();
    site.pages.set('/privacy', harborPage('Privacy', privacyText(COOKIES_AFTER)));
    site.pages.set(
      '/members/cards',
      site.pages.get('/members/cards')?.replace('It is free', 'It costs five dollars') ?? '',
    );
    await crawl();
    const all = { topics: topics(), store, crawl: store.newest(), guide, accepted, now: NOW };
    expect(await acceptSources(['harbor.cookies'], all)).toEqual(['harbor.cookies']);
    accepted.save();
    accepted = new AcceptedSources(join(folder, 'accepted.json'));
    expect(aboutArticles(await drift())).toEqual(['page-changed harbor.cards']);
  });
});

describe('a finding', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 2, number));
  const sinceOf = ({ findings }: DriftReport, kind: string) =>
    findings.find(found => found.kind === kind)?.since;

  test('is the same one as long as it stands, and another once it went and came back', async () => {
    await crawl();
    await drift();
    const page = site.pages.get('/plans/bay') ?? '';
    const next = async (before: DriftReport | null, number: number) => {
      await crawl();
      return drift(topics(), { before, now: day(number) });
    };
    site.pages.delete('/plans/bay');
    const second = await next(null, 2);
    const third = await next(second, 3);
    site.pages.set('/plans/bay', page);
    const fourth = await next(third, 4);
    site.pages.delete('/plans/bay');
    const fifth = await next(fourth, 5);
    const found = [second, third, fourth, fifth].map(report => sinceOf(report, 'page-gone'));
    expect(found).toEqual([day(2), day(2), undefined, day(5)].map(at => at?.toISOString()));
  });

  test('stays while nobody has looked again, and goes with the article that it was about', async () => {
    const linked = topic(
      'harbor.link',
      `${site.origin}/`,
      null,
      'links: [{ label: x, url: "https://elsewhere.example/none" }]\n',
    );
    await crawl();
    const gone = { kind: 'gone', problem: '404' } as const;
    const first = await drift([linked], { askLinks: async () => gone, now: day(1) });
    const unasked = await drift([linked], { before: first, now: day(2) });
    expect(sinceOf(unasked, 'link-dead')).toBe(day(1).toISOString());
    const answered = await drift([linked], { before: unasked, askLinks: async () => undefined });
    expect(sinceOf(answered, 'link-dead')).toBeUndefined();
    expect(sinceOf(await drift([], { before: unasked }), 'link-dead')).toBeUndefined();
  });

  test('that is done is what the article is compared with from then on', async () => {
    await crawl();
    await drift();
    site.pages.set('/privacy', harborPage('Privacy', privacyText(COOKIES_AFTER)));
    await crawl();
    const before = await drift();
    expect(aboutArticles(before)).toEqual(['section-changed harbor.cookies']);
    await drift(topics(), { before, isDone: ({ kind }) => kind === 'section-changed' });
    expect(aboutArticles(await drift())).toEqual([]);
    site.pages.set('/privacy', harborPage('Privacy', privacyText(COOKIES_BEFORE)));
    await crawl();
    expect((await drift()).findings.find(({ kind }) => kind === 'section-changed')).toMatchObject({
      before: COOKIES_AFTER,
      after: COOKIES_BEFORE,
    });
  });
});

describe('a report', () => {
  test('names numbers that the directory lacks, and TTY and hours that it contradicts', async () => {
    const medical = harborPage(
      'Plans',
      '<p>Here is one number that we know well and that many people call each day of the year.</p><p>Medi-Cal: 1-888-839-9909 (TTY 1-800-555-0111), Monday to Friday, 8 a.m. to 5 p.m.</p>',
    );
    site.pages.set('/plans/bay', medical);
    await crawl();
    const { findings } = await drift();
    const differs = findings.find(({ kind }) => kind === 'number-differs');
    expect(differs?.message).toContain("line 'medi-cal': TTY 1-800-555-0111, not 711; hours");
    expect(differs?.before).toContain('hours always');
    const unknown = findings
      .filter(({ kind }) => kind === 'number-unknown')
      .map(({ message }) => message.slice(0, 14));
    expect(unknown.sort()).toEqual(['1-866-555-0130', '1-866-555-0177', '1-877-555-0142', '1-888-442-7267']);
  });

  test('names what has expired and what soon will, and dead links of articles', async () => {
    await crawl();
    const link = `links: [{ label: x, url: "${site.origin}/none" }]\n`;
    const given = [
      topic('harbor.old', `${site.origin}/`, null, 'expires: 2026-02-28\n'),
      topic('harbor.soon', `${site.origin}/`, null, 'expires: 2026-03-20\n'),
      topic('harbor.late', `${site.origin}/`, null, 'expires: 2026-06-01\n'),
      topic('harbor.link', `${site.origin}/`, null, link),
    ];
    const asked: string[] = [];
    const report = await findDrift({
      topics: given,
      directory,
      store,
      crawl: store.newest(),
      guide,
      accepted,
      now: NOW,
      askLinks: async url => {
        asked.push(url);
        return { kind: 'gone', problem: '404' };
      },
    });
    expect(aboutArticles(report)).toEqual([
      'expired harbor.old',
      'expires-soon harbor.soon',
      'link-dead harbor.link',
    ]);
    expect(asked).toEqual([`${site.origin}/none`]);
  });

  test('keeps its form, and its page shows the site’s words as text only', async () => {
    await crawl();
    await drift();
    site.pages.set(
      '/privacy',
      harborPage(
        'Privacy',
        privacyText('Cookies &lt;script&gt;alert(1)&lt;/script&gt; are a small note that our pages leave.'),
      ),
    );
    await crawl();
    const report = await drift();
    expect(driftReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    const html = driftHtml(report);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('<del>');
    expect(html).toContain('<ins>');
  });
});
