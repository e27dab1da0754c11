import { Agent, type Dispatcher } from 'undici';
import { documentForm, readDocument } from '../read/read-document.ts';
import { CrawlQueue, type Waiting } from './crawl-queue.ts';
import { type CrawlRecord, hasBody } from './crawl-record.ts';
import type { Crawl, CrawlStore } from './crawl-store.ts';
import { type Fetched, fetchAddress } from './fetch-address.ts';
import { HostTimes } from './host-times.ts';
import { readSitemap } from './read-sitemap.ts';
import { type RobotsRules, robotsRules } from './robots.ts';

/** How far a crawl has come. */
export interface CrawlProgress {
  readonly done: number;
  readonly known: number;
  readonly url: string;
}

/** What came of a crawl. */
export interface CrawlEnd {
  /** Done unless it was stopped, or a host's robots.txt could not be read: then the same call goes on with it. */
  readonly crawl: Crawl;
  /** Hosts whose robots.txt could not be read, and why: of these nothing was asked for. */
  readonly unreachable: ReadonlyMap<string, string>;
}

/**
 * Reads a site from its starts on: breadth first, each address once, politely. Everything that came in is on disk before
 * the next is asked for, so that the same call goes on where a stopped crawl was left. What the server says is unchanged
 * since the crawl before is taken from there.
 *
 * @param options.signal ends it after what is under way; the crawl can be gone on with
 */
export async function crawlSite(
  store: CrawlStore,
  crawl: Crawl,
  options: {
    readonly previous?: Crawl | null;
    readonly onProgress?: (progress: CrawlProgress) => void;
    readonly signal?: AbortSignal;
    /** Connections to use; its own where none are given. */
    readonly dispatcher?: Dispatcher;
  } = {},
): Promise<CrawlEnd> {
  const { settings } = crawl;
  const hosts = new Set([...settings.hosts, ...settings.starts.map(url => new URL(url).host)]);
  const own = options.dispatcher ? null : new Agent({ connections: settings.parallel });
  const dispatcher = options.dispatcher ?? own ?? new Agent();
  const fetch = (url: string, known?: CrawlRecord): Promise<Fetched> =>
    fetchAddress(url, { ...settings, dispatcher, ...(known ? { known } : {}) });
  const before = new Map(
    (options.previous ? store.records(options.previous) : [])
      .filter(hasBody)
      .map(record => [record.url, record]),
  );
  const times = new HostTimes();
  const rules = new Map<string, Promise<RobotsRules>>();
  const rulesOf = (url: string): Promise<RobotsRules> => {
    const address = new URL('/robots.txt', url).href;
    const known =
      rules.get(address) ??
      followed(address, fetch).then(got => robotsRules(address, got, settings.userAgent));
    rules.set(address, known);
    return known;
  };

  const queue = new CrawlQueue(hosts, settings.depth);
  // What a stopped crawl has already is not asked for again, but what it led to is.
  const finished = store.records(crawl);
  for (const { url } of finished) queue.asked(url);
  let done = finished.length;
  for (const start of settings.starts) queue.add(start, 0);
  for (const record of finished) queue.follow(record);

  const unreachable = new Map<string, string>();
  const take = async ({ url, depth }: Waiting): Promise<CrawlRecord | null> => {
    const robots = await rulesOf(url);
    if (robots.kind === 'unreachable') {
      unreachable.set(new URL(url).host, robots.problem);
      return null;
    }
    const nothing = recordOf(url, depth, { outcome: 'forbidden' });
    if (!robots.allows(url)) return nothing;
    await times.turn(new URL(url).host, Math.max(settings.delayMs, robots.delayMs));
    const known = before.get(url);
    const fetched = await fetch(url, known);
    switch (fetched.kind) {
      case 'unchanged':
        return known ? { ...known, outcome: 'same', status: 304, depth } : nothing;
      case 'moved':
        return recordOf(url, depth, { outcome: 'moved', status: fetched.status, to: fetched.to });
      case 'failed': {
        const gone = fetched.status === 404 || fetched.status === 410;
        const { status, problem } = fetched;
        return recordOf(url, depth, { outcome: gone ? 'gone' : 'failed', status, problem });
      }
      case 'body':
        return bodyRecord(store, { url, depth }, fetched);
    }
  };

  const work = async (): Promise<void> => {
    while (!options.signal?.aborted && done < settings.limit) {
      const next = queue.next();
      if (!next) return;
      done++;
      const record = await take(next);
      if (record) {
        store.add(crawl, record);
        queue.follow(record);
      } else done--;
      options.onProgress?.({ done, known: Math.min(settings.limit, done + queue.length), url: next.url });
    }
  };
  try {
    // Workers that find the queue empty while others may still fill it are started again.
    while (!options.signal?.aborted && queue.length > 0 && done < settings.limit)
      await Promise.all(Array.from({ length: Math.min(settings.parallel, queue.length) }, work));
  } finally {
    await own?.close();
  }
  const isWhole = !options.signal?.aborted && unreachable.size === 0;
  return { crawl: isWhole ? store.finish(crawl) : crawl, unreachable };
}

/** RFC 9309, section 2.3.1.2: redirects of a robots.txt are followed, five at least. */
const MOST_REDIRECTS = 5;

async function followed(address: string, fetch: (url: string) => Promise<Fetched>): Promise<Fetched> {
  let got = await fetch(address);
  for (let moves = 0; got.kind === 'moved' && moves < MOST_REDIRECTS; moves++) got = await fetch(got.to);
  return got;
}

async function bodyRecord(
  store: CrawlStore,
  { url, depth }: Waiting,
  fetched: Extract<Fetched, { kind: 'body' }>,
): Promise<CrawlRecord> {
  const { body, type, charset, etag, lastModified, status } = fetched;
  const known = { status, type, charset, etag, lastModified };
  if (isSitemap(type, url)) {
    try {
      const { pages, sitemaps } = readSitemap(body);
      return recordOf(url, depth, { ...known, outcome: 'sitemap', links: [...sitemaps, ...pages] });
    } catch (error) {
      return recordOf(url, depth, { ...known, outcome: 'failed', problem: String(error) });
    }
  }
  const form = documentForm(type, url);
  if (!form) return recordOf(url, depth, { ...known, outcome: 'other' });
  const hash = store.keep(body);
  try {
    const { blocks } = form === 'pdf' ? { blocks: [] } : await readDocument(body, form, url, charset);
    const links = [...new Set(blocks.flatMap(block => block.links.map(link => link.url)))];
    return recordOf(url, depth, {
      ...known,
      outcome: 'page',
      body: hash,
      links: links.filter(link => /^https?:/.test(link)),
    });
  } catch (error) {
    return recordOf(url, depth, { ...known, outcome: 'failed', problem: String(error) });
  }
}

function isSitemap(type: string, url: string): boolean {
  if (type === 'application/xhtml+xml') return false;
  return /xml/.test(type) || /\.xml(\.gz)?$/.test(new URL(url).pathname);
}

function recordOf(
  url: string,
  depth: number,
  more: Partial<CrawlRecord> & { readonly outcome: CrawlRecord['outcome'] },
): CrawlRecord {
  return {
    url,
    depth,
    status: null,
    to: null,
    body: null,
    type: null,
    charset: null,
    etag: null,
    lastModified: null,
    links: [],
    problem: null,
    ...more,
  };
}
