import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { crawlSettingsSchema } from '../../../knowledge/ingest/crawl/crawl-settings.ts';
import { crawlSite } from '../../../knowledge/ingest/crawl/crawl-site.ts';
import { CrawlStore } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import { passagesOf } from '../../../knowledge/ingest/passages-of.ts';
import { readCrawl } from '../../../knowledge/ingest/read-crawl.ts';
import { ShelfWriter } from '../../../knowledge/passages/passage-shelf.ts';

/** Times and sizes of one run over a site. */
export interface RunMeasures {
  readonly pages: number;
  readonly sections: number;
  readonly passages: number;
  readonly crawlMs: number;
  /** The second crawl, when nothing has changed. */
  readonly againMs: number;
  /** Reading, sectioning, passages and their index. */
  readonly readMs: number;
  /** Most memory the process held, in bytes. */
  readonly peakBytes: number;
  readonly indexBytes: number;
}

/** Crawls a site twice, reads it and puts its passages on a shelf. */
export async function measureRun(origin: string): Promise<RunMeasures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  try {
    const store = new CrawlStore(folder);
    const settings = crawlSettingsSchema.parse({
      starts: [`${origin}/sitemap.xml`],
      depth: 0,
      delayMs: 0,
      parallel: 8,
      limit: 1_000_000,
    });
    const started = performance.now();
    const { crawl } = await crawlSite(store, store.begin(settings, new Date()));
    const crawled = performance.now();
    await crawlSite(store, store.begin(settings, new Date()), { previous: crawl });
    const again = performance.now();
    const writer = new ShelfWriter();
    const counts = { pages: 0, sections: 0 };
    for await (const read of readCrawl(store, crawl, languageGuide(loadDirectory()))) {
      if (read.kind === 'unreadable') throw new Error(read.problem);
      counts.pages++;
      counts.sections += read.page.sections.length;
      for (const passage of passagesOf(read.page)) writer.add(passage);
    }
    const shelf = join(folder, 'shelf');
    const passages = writer.finish(shelf);
    return {
      ...counts,
      passages,
      crawlMs: crawled - started,
      againMs: again - crawled,
      readMs: performance.now() - again,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      indexBytes: statSync(join(shelf, 'index.bin')).size,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
