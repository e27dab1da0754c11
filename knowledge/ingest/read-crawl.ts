import type { CrawlRecord } from './crawl/crawl-record.ts';
import { hasBody } from './crawl/crawl-record.ts';
import type { Crawl, CrawlStore } from './crawl/crawl-store.ts';
import type { LanguageGuide } from './find/language-of.ts';
import { learnTemplate } from './find/part-page.ts';
import { type Page, pageOf } from './page.ts';
import { documentForm, readDocument } from './read/read-document.ts';
import { sameAddress } from './read/repair-text.ts';

/** So many pages of a host show what all of them share. */
const TEMPLATE_SAMPLE = 60;

/** A page of a crawl with what the crawl noted, or why it could not be read. */
export type CrawledPage =
  | { readonly kind: 'page'; readonly record: CrawlRecord; readonly page: Page }
  | { readonly kind: 'unreadable'; readonly record: CrawlRecord; readonly problem: string };

/** Reads the pages of a crawl one after the other, so that a large one never has to be in memory. Each address once. */
export async function* readCrawl(
  store: CrawlStore,
  crawl: Crawl,
  guide: LanguageGuide,
): AsyncGenerator<CrawledPage> {
  const records = latest(store.records(crawl)).filter(hasBody);
  const templates = await templatesOf(store, records);
  for (const record of records) {
    try {
      const document = await readRecord(store, record);
      const template = templates.get(hostOf(record.url)) ?? new Set<string>();
      const page = pageOf(document, { url: record.url, guide, template });
      const updated = page.updated ?? dayOf(record.lastModified);
      yield { kind: 'page', record, page: { ...page, updated } };
    } catch (error) {
      yield { kind: 'unreadable', record, problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** The last word on each address. */
function latest(records: readonly CrawlRecord[]): readonly CrawlRecord[] {
  return [...new Map(records.map(record => [sameAddress(record.url), record])).values()];
}

async function templatesOf(
  store: CrawlStore,
  records: readonly (CrawlRecord & { readonly body: string })[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const samples = new Map<string, Awaited<ReturnType<typeof readRecord>>['blocks'][]>();
  for (const record of records) {
    const host = hostOf(record.url);
    const sample = samples.get(host) ?? [];
    if (sample.length >= TEMPLATE_SAMPLE || documentForm(record.type, record.url) === 'pdf') continue;
    try {
      sample.push((await readRecord(store, record)).blocks);
    } catch {
      // It is told of when its turn comes.
    }
    samples.set(host, sample);
  }
  return new Map([...samples].map(([host, sample]) => [host, learnTemplate(sample)]));
}

function readRecord(
  store: CrawlStore,
  { body, type, charset, url }: CrawlRecord & { readonly body: string },
) {
  return readDocument(store.body(body), documentForm(type, url) ?? 'text', url, charset);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

function dayOf(httpDate: string | null): string | null {
  const time = httpDate === null ? Number.NaN : Date.parse(httpDate);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}
