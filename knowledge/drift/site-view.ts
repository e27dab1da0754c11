import type { CrawlRecord } from '../ingest/crawl/crawl-record.ts';
import type { Crawl, CrawlStore } from '../ingest/crawl/crawl-store.ts';
import type { FoundLine } from '../ingest/find/find-lines.ts';
import type { LanguageGuide } from '../ingest/find/language-of.ts';
import type { Page } from '../ingest/page.ts';
import { sameAddress } from '../ingest/read/repair-text.ts';
import { readCrawl } from '../ingest/read-crawl.ts';

/** Where an address led in a crawl. */
export type Whereabouts =
  | { readonly kind: 'page'; readonly page: Page; readonly movedTo: string | null }
  | { readonly kind: 'gone' | 'failed'; readonly problem: string }
  | { readonly kind: 'unread' };

/** A place where a section stands. */
export interface SectionPlace {
  readonly url: string;
  readonly number: string | null;
  readonly heading: string;
}

/** A crawl as drift needs it: the pages asked about whole, of all others only what can be compared. */
export interface SiteView {
  readonly pages: number;
  /** Whether it is known what stands at an address, or that nothing does. */
  knows(url: string): boolean;
  /** Follows what moved. */
  at(url: string): Whereabouts;
  /** Where a section with that mark stands. */
  sectionsWith(mark: string): readonly SectionPlace[];
  /** Phone lines by number, and the pages that print them. */
  readonly lines: ReadonlyMap<string, { readonly line: FoundLine; readonly urls: readonly string[] }>;
}

const MOST_MOVES = 5;
const MOST_URLS = 5;

/** @param wanted addresses whose pages are kept whole */
export async function viewSite(
  store: CrawlStore,
  crawl: Crawl,
  guide: LanguageGuide,
  wanted: Iterable<string>,
): Promise<SiteView> {
  const records = new Map(store.records(crawl).map(record => [sameAddress(record.url), record]));
  const kept = new Set([...wanted].map(url => targetOf(sameAddress(url), records)));
  const pages = new Map<string, Page>();
  const places = new Map<string, SectionPlace[]>();
  const lines = new Map<string, { line: FoundLine; urls: string[] }>();
  const problems = new Map<string, string>();
  let count = 0;
  for await (const read of readCrawl(store, crawl, guide)) {
    const address = sameAddress(read.record.url);
    if (read.kind === 'unreadable') {
      problems.set(address, read.problem);
      continue;
    }
    count++;
    const { page } = read;
    if (kept.has(address)) pages.set(address, page);
    for (const { mark, number, heading } of page.sections)
      places.set(mark, [...(places.get(mark) ?? []), { url: page.url, number, heading }]);
    for (const line of page.lines) {
      const known = lines.get(line.number);
      if (!known) lines.set(line.number, { line, urls: [page.url] });
      else if (known.urls.length < MOST_URLS) known.urls.push(page.url);
    }
  }
  return {
    pages: count,
    lines,
    knows: url => {
      const outcome = records.get(sameAddress(url))?.outcome;
      return outcome !== undefined && outcome !== 'failed' && outcome !== 'forbidden';
    },
    sectionsWith: mark => places.get(mark) ?? [],
    at: url => {
      const from = sameAddress(url);
      const address = targetOf(from, records);
      const page = pages.get(address);
      if (page) return { kind: 'page', page, movedTo: address === from ? null : page.url };
      const record = records.get(address);
      const problem = problems.get(address) ?? record?.problem ?? '';
      if (record?.outcome === 'gone') return { kind: 'gone', problem };
      if (record?.outcome === 'failed' || problem !== '') return { kind: 'failed', problem };
      return { kind: 'unread' };
    },
  };
}

function targetOf(address: string, records: ReadonlyMap<string, CrawlRecord>): string {
  let at = address;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const to = records.get(at)?.to;
    if (!to) return at;
    at = sameAddress(to);
  }
  return at;
}
