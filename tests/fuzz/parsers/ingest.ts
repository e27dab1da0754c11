import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { AcceptedSources } from '../../../knowledge/drift/accepted.ts';
import { driftHtml } from '../../../knowledge/drift/drift-html.ts';
import { readReport } from '../../../knowledge/drift/read-report.ts';
import { CrawlStore } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { readSitemap } from '../../../knowledge/ingest/crawl/read-sitemap.ts';
import { robotsRules } from '../../../knowledge/ingest/crawl/robots.ts';
import { findDate } from '../../../knowledge/ingest/find/find-date.ts';
import { findHours } from '../../../knowledge/ingest/find/find-hours.ts';
import { findLines } from '../../../knowledge/ingest/find/find-lines.ts';
import { languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import { importFiles } from '../../../knowledge/ingest/import-files.ts';
import { pageOf } from '../../../knowledge/ingest/page.ts';
import { pageTable } from '../../../knowledge/ingest/page-table.ts';
import { passagesOf } from '../../../knowledge/ingest/passages-of.ts';
import { plainBlock, type ReadDocument } from '../../../knowledge/ingest/read/block.ts';
import { documentForm, readDocument } from '../../../knowledge/ingest/read/read-document.ts';
import { cleanUrl, repairText, sameAddress } from '../../../knowledge/ingest/read/repair-text.ts';
import { readCrawl } from '../../../knowledge/ingest/read-crawl.ts';
import { hasUnknownNumber } from '../../../knowledge/ingest/unknown-numbers.ts';
import { writeDrafts } from '../../../knowledge/ingest/write-drafts.ts';
import { fileParser } from '../file-parser.ts';
import { HTML_PAGE, MARKDOWN_PAGE, pdfPage, SITEMAP } from '../pages.ts';
import { oneOf, type Parser, promised, textOf } from '../parser.ts';

const isUnreadable = oneOf(SyntaxError, z.ZodError);
const BASE = 'https://plan.example/faq/index.html';
const directory = loadDirectory();
const guide = languageGuide(directory);
const drafts = mkdtempSync(join(tmpdir(), 'fuzz-drafts-'));
const pdf = await pdfPage();

/** All that is made of a document once it is read. */
function useful(document: ReadDocument, url = BASE): boolean {
  const page = pageOf(document, { url, guide });
  for (const block of document.blocks)
    promised(
      block.links.every(({ url: to }) => /^(https?|mailto|tel|sms):/.test(to)),
      'a link that a page must not lead to',
    );
  for (const { text, path } of passagesOf(page))
    promised(text.trim() !== '' && path.length > 0, 'a passage of nothing');
  pageTable(page, directory);
  rmSync(drafts, { recursive: true, force: true });
  for (const draft of writeDrafts(page, [], drafts))
    promised(join(draft).startsWith(drafts), 'a draft outside of its folder');
  return page.sections.length > 0;
}

const pages = (
  name: string,
  form: 'html' | 'markdown' | 'text',
  seeds: readonly (string | Uint8Array)[],
): Parser => ({
  name,
  seeds,
  run: async input => useful(await readDocument(input, form, BASE)),
});

const RECORD = {
  url: BASE,
  outcome: 'page',
  status: 200,
  depth: 0,
  to: null,
  body: null,
  type: 'text/html',
  charset: null,
  etag: null,
  lastModified: 'Tue, 03 Mar 2026 10:00:00 GMT',
  links: ['https://plan.example/a'],
  problem: null,
};
const CRAWL = { form: 1, begun: '2026-03-01T00:00:00.000Z', settings: { starts: ['https://plan.example/'] } };
const REPORT = {
  form: 1,
  made: '2026-03-01T00:00:00.000Z',
  crawl: { id: 'c', begun: '2026-03-01T00:00:00.000Z', pages: 3 },
  topics: { all: 2, read: 1, firstSeen: 0 },
  findings: [
    {
      ...{ id: 'ab', kind: 'section-changed', severity: 'warning', topics: ['care.card'], language: null },
      ...{ url: BASE, section: '4', message: 'It reads otherwise.', before: 'a b <c>', after: 'a d' },
    },
  ],
};

/** Pages of the site and what was kept of them. */
export const INGEST_PARSERS: readonly Parser[] = [
  pages('page: HTML', 'html', [HTML_PAGE, Buffer.from(HTML_PAGE.replace('é', '\xe9'), 'latin1')]),
  pages('page: Markdown', 'markdown', [MARKDOWN_PAGE]),
  pages('page: text', 'text', ['Title\n\nCall 1-800-555-0100.\n\nUpdated 1/2/2026', MARKDOWN_PAGE]),
  {
    name: 'page: PDF',
    seeds: [pdf],
    long: false,
    refuses: error => error instanceof Error && /PDF|Exception$/.test(error.name),
    run: async input => useful(await readDocument(input, 'pdf', BASE)),
  },
  {
    name: 'sitemap',
    seeds: [
      SITEMAP,
      gzipSync(SITEMAP),
      '<sitemapindex><sitemap><loc>https://a.example/b.xml</loc></sitemap></sitemapindex>',
    ],
    refuses: error => error instanceof Error && 'code' in error && /^Z_|TOO_LARGE/.test(String(error.code)),
    run: input => {
      const { pages: listed, sitemaps } = readSitemap(input);
      promised(
        [...listed, ...sitemaps].every(url => /^https?:\/\//.test(url)),
        'an address of no web page',
      );
      return listed.length + sitemaps.length > 0;
    },
  },
  {
    name: 'robots.txt',
    seeds: [
      'User-agent: *\nDisallow: /private/*.pdf$\nAllow: /\nCrawl-delay: 2.5\nSitemap: https://a.example/s.xml\n',
      'User-agent: MemberHelpIngest\nDisallow: /\n\nUser-agent: *\nDisallow:\n',
    ],
    run: input => {
      const fetched = { kind: 'body', status: 200, body: input, type: 'text/plain' } as const;
      const rules = robotsRules(
        'https://plan.example/robots.txt',
        { ...fetched, charset: null, etag: null, lastModified: null },
        'MemberHelpIngest/1.0',
      );
      promised(rules.kind !== 'unreachable', 'rules that came are unreachable');
      promised(rules.delayMs >= 0 && rules.delayMs <= 60_000, 'a delay that is none');
      return rules.allows(`https://plan.example/${'a'.repeat(60)}/b.pdf?x=1`);
    },
  },
  {
    name: 'address on a page',
    seeds: [
      '../a%20b?utm_source=x#c',
      'mailto:a@b.example',
      'tel:+1 (213) 555-0100',
      'javascript:x',
      '//h/p',
      'a%zz.pdf',
    ],
    run: input => {
      const href = textOf(input);
      const url = cleanUrl(href, BASE);
      guide.ofLink(href, url ?? href);
      sameAddress(href);
      documentForm(null, href);
      if (url === null) return false;
      promised(/^(https?|mailto|tel|sms):/.test(url), 'an address of another kind');
      promised(cleanUrl(url, BASE) === url || !/^https?:/.test(url), 'another address the second time');
      return true;
    },
  },
  {
    name: 'kind of a document',
    seeds: ['text/html\na.html', 'application/pdf\nx', 'constructor\na.toString', 'text/plain\na.md?x'],
    run: input => {
      const [type = '', name = ''] = textOf(input).split('\n');
      for (const form of [documentForm(type, name), documentForm(null, name)])
        promised(form === null || typeof form === 'string', 'a kind that is none');
      return documentForm(type, name) !== null;
    },
  },
  {
    name: 'text found on a page',
    seeds: [
      'Last updated: January 31, 2026. Monday to Friday, 8 a.m. to 5 p.m. (TTY: 711)',
      'Call 1-800-555-0100 or 1-800-MEDICARE, 24 hours a day. Fax: (213) 555-0147',
      'rev. 1/31/26 from 8:00 am through noon on Sat–Sun',
      'donâ€™t Â© â€œquotedâ€\u009d Ã±',
    ],
    run: input => {
      const text = textOf(input);
      const date = findDate(text);
      promised(date === null || /^\d{4}-\d{2}-\d{2}$/.test(date), 'a day that is none');
      findHours(text);
      repairText(text);
      hasUnknownNumber(text, directory);
      guide.ofText(text);
      const lines = findLines([plainBlock('paragraph', text)]);
      promised(
        lines.every(({ number }) => /^1-\d{3}-\d{3}-\d{4}$/.test(number)),
        'a number of another form',
      );
      return lines.length > 0;
    },
  },
  {
    name: 'records of a crawl',
    seeds: [`${JSON.stringify(RECORD)}\n`, `${JSON.stringify({ ...RECORD, body: 'f'.repeat(64) })}\n{"url":`],
    ...crawlOf('records.jsonl'),
  },
  {
    name: 'head of a crawl',
    seeds: [JSON.stringify(CRAWL)],
    ...crawlOf('crawl.json'),
  },
  fileParser({
    name: 'page that is taken in',
    file: 'saved/page.html',
    seeds: [HTML_PAGE, `<!-- saved from url=(0020)https://plan.example/x -->${HTML_PAGE}`, MARKDOWN_PAGE],
    read: async folder => {
      rmSync(join(folder, 'ingest'), { recursive: true, force: true });
      const store = new CrawlStore(join(folder, 'ingest'));
      const crawl = importFiles(store, join(folder, 'saved'), { now: new Date('2026-03-01T00:00:00Z') });
      for await (const found of readCrawl(store, crawl, guide))
        promised(found.kind === 'page', 'a page is lost');
      return true;
    },
  }),
  fileParser({
    name: 'report of changes',
    file: 'drift.json',
    seeds: [JSON.stringify(REPORT)],
    refuses: isUnreadable,
    read: folder => {
      const report = readReport(folder);
      const html = report ? driftHtml(report) : '';
      promised(
        !/<(?!\/?(html|head|meta|title|style|body|h1|h2|p|ul|li|article|a|div|strong|del|ins|!doctype)\b)/i.test(
          html,
        ),
        'markup that came with the text',
      );
      return report !== null;
    },
  }),
  fileParser({
    name: 'accepted sources',
    file: 'accepted.json',
    refuses: isUnreadable,
    seeds: [
      '{"form":1,"topics":{"care.card":{"url":"u","section":null,"heading":"h","text":"t","mark":"m","at":"x"}}}',
    ],
    read: folder => new AcceptedSources(join(folder, 'accepted.json')).of('care.card') !== undefined,
  }),
];

/** Reads a crawl whose file is the input: lines that can't be read are left out, folders that hold none too. */
function crawlOf(file: string): Pick<Parser, 'run' | 'close'> {
  const path = `crawls/a/${file}`;
  const { run, close } = fileParser({
    name: file,
    file: path,
    seeds: [],
    beside: {
      'crawls/a/crawl.json': JSON.stringify(CRAWL),
      'crawls/a/records.jsonl': `${JSON.stringify(RECORD)}\n`,
    },
    read: async folder => {
      const store = new CrawlStore(folder);
      const [crawl] = store.list();
      if (!crawl) return false;
      for await (const found of readCrawl(store, crawl, guide))
        promised(found.record.url !== '', 'no address');
      return store.records(crawl).length > 0;
    },
  });
  return { run, ...(close ? { close } : {}) };
}
