import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { crawlSettingsSchema } from '../../../knowledge/ingest/crawl/crawl-settings.ts';
import { crawlSite } from '../../../knowledge/ingest/crawl/crawl-site.ts';
import type { Crawl } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { importFiles } from '../../../knowledge/ingest/import-files.ts';
import type { Page } from '../../../knowledge/ingest/page.ts';
import { columns, pageTable } from '../../../knowledge/ingest/page-table.ts';
import { passagesOf } from '../../../knowledge/ingest/passages-of.ts';
import { readCrawl } from '../../../knowledge/ingest/read-crawl.ts';
import { writeDrafts } from '../../../knowledge/ingest/write-drafts.ts';
import type { CommandContext } from './command-context.ts';

/** Finished crawls that are kept, the newest ones. */
const CRAWLS_KEPT = 10;
/** Pages of which each gets a table of its own; of more there is one table of all. */
const MOST_TABLES = 3;

const OPTIONS = {
  url: { type: 'string' },
  depth: { type: 'string' },
  delay: { type: 'string' },
  hosts: { type: 'string' },
  limit: { type: 'string' },
  parallel: { type: 'string' },
  agent: { type: 'string' },
  resume: { type: 'boolean', default: false },
  drafts: { type: 'boolean', default: false },
} as const;

/**
 * `knowledge -- ingest <file|folder|url|sitemap>`: takes pages in, prints what was found, and keeps them in the data
 * folder. @returns exit code: 0, or 1 where nothing could be read
 */
export async function ingest(given: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...given], options: OPTIONS, allowPositionals: true });
  const [what] = positionals;
  if (!values.resume && (what === undefined || !(existsSync(what) || URL.canParse(what)))) {
    context.print(`say what to ingest: a file, a folder, a page or a sitemap; not '${what ?? ''}'\n`);
    return 2;
  }
  const crawl =
    what === undefined || values.resume ? await resume(context) : await takeIn(what, values, context);
  if (!crawl) {
    context.print('no crawl was stopped\n');
    return 2;
  }
  if (!crawl.done) {
    context.print(`stopped; go on with: npm run knowledge -- ingest --resume\n`);
    return 1;
  }
  return report(crawl, values.drafts, context);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

async function takeIn(what: string, values: Values, context: CommandContext): Promise<Crawl> {
  const { store, now } = context;
  if (existsSync(what)) return importFiles(store, what, { now, ...(values.url ? { url: values.url } : {}) });
  const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));
  const isSitemap = /\.xml(\.gz)?$/.test(new URL(what).pathname);
  const settings = crawlSettingsSchema.parse({
    starts: [what],
    hosts: values.hosts?.split(',') ?? [],
    depth: number(values.depth) ?? (isSitemap ? 0 : undefined),
    delayMs: number(values.delay),
    limit: number(values.limit),
    parallel: number(values.parallel),
    userAgent: values.agent,
  });
  return run(store.begin(settings, now), context);
}

async function resume(context: CommandContext): Promise<Crawl | null> {
  const stopped = context.store.list().findLast(({ done }) => !done);
  return stopped ? run(stopped, context) : null;
}

async function run(crawl: Crawl, { store }: CommandContext): Promise<Crawl> {
  const stop = new AbortController();
  const onStop = () => stop.abort();
  process.once('SIGINT', onStop);
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} {url}', hideCursor: true, stream: process.stderr, noTTYOutput: false },
    Presets.rect,
  );
  bar.start(1, 0, { url: '' });
  try {
    return await crawlSite(store, crawl, {
      previous: store.newest(),
      signal: stop.signal,
      onProgress: ({ done, known, url }) => {
        bar.setTotal(known);
        bar.update(done, { url: url.slice(-60) });
      },
    });
  } finally {
    bar.stop();
    process.off('SIGINT', onStop);
  }
}

async function report(crawl: Crawl, drafts: boolean, context: CommandContext): Promise<number> {
  const { store, guide, directory, folder, print } = context;
  const sources = context.topics.map(({ english }) => english.fields.source);
  const first: Page[] = [];
  const rows: string[][] = [];
  const totals = { pages: 0, sections: 0, passages: 0, drafts: 0 };
  for await (const read of readCrawl(store, crawl, guide)) {
    if (read.kind === 'unreadable') {
      print(`can't be read: ${read.record.url}: ${read.problem}\n`);
      continue;
    }
    const { page } = read;
    const own = passagesOf(page);
    totals.pages++;
    totals.sections += page.sections.length;
    totals.passages += own.length;
    if (first.length <= MOST_TABLES) first.push(page);
    rows.push([
      page.language,
      page.updated ?? '–',
      String(page.sections.length),
      String(page.lines.length),
      page.url,
    ]);
    if (drafts) totals.drafts += writeDrafts(page, sources, join(folder, 'drafts')).length;
  }
  store.prune(CRAWLS_KEPT);
  if (first.length <= MOST_TABLES) for (const page of first) print(`${pageTable(page, directory)}\n`);
  else print(`${columns(['language', 'updated', 'sections', 'lines', 'page'], rows).join('\n')}\n\n`);
  const failed = store.records(crawl).filter(({ outcome }) => outcome === 'failed' || outcome === 'gone');
  for (const { url, problem } of failed) print(`not there: ${url} (${problem})\n`);
  print(`${totals.pages} pages, ${totals.sections} sections, ${totals.passages} passages: ${crawl.folder}\n`);
  if (drafts) print(`${totals.drafts} drafts: ${join(folder, 'drafts')}\n`);
  return totals.pages > 0 ? 0 : 1;
}
