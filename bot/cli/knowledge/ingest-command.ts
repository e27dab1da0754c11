import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { z } from 'zod';
import { crawlSettingsSchema } from '../../../knowledge/ingest/crawl/crawl-settings.ts';
import { type CrawlEnd, crawlSite } from '../../../knowledge/ingest/crawl/crawl-site.ts';
import type { Crawl } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { filesAt, importFiles } from '../../../knowledge/ingest/import-files.ts';
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
/** A second one of either ends the process at once. */
const STOPS = ['SIGINT', 'SIGTERM'] as const;

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
 * folder. @returns exit code: 0; 1 where nothing could be read or a crawl has not come to its end; 2 where what is asked
 * for can't be done
 */
export async function ingest(given: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...given], options: OPTIONS, allowPositionals: true });
  const [what] = positionals;
  if (values.resume) {
    const stopped = context.store.stopped();
    if (stopped) return crawlAndReport(stopped, values.drafts, context);
    context.print('no crawl was stopped\n');
    return 2;
  }
  if (what === undefined || !(existsSync(what) || URL.canParse(what))) {
    const not = what === undefined ? '' : `; '${what}' is none of them`;
    context.print(`say what to ingest: a file, a folder, or the address of a page or a sitemap${not}\n`);
    return 2;
  }
  if (!existsSync(what)) {
    const { data: settings, error } = readSettings(what, values);
    if (!settings) {
      context.print(`${z.prettifyError(error)}\n`);
      return 2;
    }
    return crawlAndReport(context.store.begin(settings, context.now), values.drafts, context);
  }
  const files = filesAt(what);
  if (files.length === 0) {
    context.print(`${what}: nothing here is HTML, Markdown, PDF or plain text\n`);
    return 1;
  }
  const { store, now } = context;
  const imported = importFiles(store, what, { now, ...(values.url ? { url: values.url } : {}) });
  return report(imported, values.drafts, context);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function readSettings(start: string, values: Values) {
  const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));
  const isSitemap = /\.xml(\.gz)?$/.test(new URL(start).pathname);
  return crawlSettingsSchema.safeParse({
    starts: [start],
    hosts: values.hosts?.split(',') ?? [],
    depth: number(values.depth) ?? (isSitemap ? 0 : undefined),
    delayMs: number(values.delay),
    limit: number(values.limit),
    parallel: number(values.parallel),
    userAgent: values.agent,
  });
}

async function crawlAndReport(begun: Crawl, drafts: boolean, context: CommandContext): Promise<number> {
  const { crawl, unreachable } = await run(begun, context);
  for (const [host, problem] of unreachable)
    context.print(`robots.txt of ${host} could not be read (${problem}): nothing there was asked for\n`);
  if (crawl.done) return report(crawl, drafts, context);
  const before = context.store.newest();
  const valid = before ? `; until then the crawl of ${before.begun.slice(0, 16)} counts` : '';
  context.print(`stopped; go on with: npm run knowledge -- ingest --resume${valid}\n`);
  return 1;
}

async function run(crawl: Crawl, { store }: CommandContext): Promise<CrawlEnd> {
  const stop = new AbortController();
  const onStop = () => stop.abort();
  for (const signal of STOPS) process.once(signal, onStop);
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
    for (const signal of STOPS) process.off(signal, onStop);
  }
}

async function report(crawl: Crawl, drafts: boolean, context: CommandContext): Promise<number> {
  const { store, guide, directory, folder, print } = context;
  const sources = drafts ? context.topics().map(({ english }) => english.fields.source) : [];
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
  const records = store.records(crawl);
  for (const { url, outcome, problem } of records)
    if (outcome === 'failed' || outcome === 'gone') print(`not there: ${url} (${problem})\n`);
  const forbidden = records.filter(({ outcome }) => outcome === 'forbidden').length;
  if (forbidden > 0) print(`${forbidden} addresses that robots.txt forbids were not asked for\n`);
  if (totals.pages === 0) {
    store.discard(crawl);
    print(`no page could be read: what was taken in before counts\n`);
    return 1;
  }
  store.prune(CRAWLS_KEPT);
  if (first.length <= MOST_TABLES) for (const page of first) print(`${pageTable(page, directory)}\n`);
  else print(`${columns(['language', 'updated', 'sections', 'lines', 'page'], rows).join('\n')}\n\n`);
  print(`${totals.pages} pages, ${totals.sections} sections, ${totals.passages} passages: ${crawl.folder}\n`);
  if (drafts) print(`${totals.drafts} drafts: ${join(folder, 'drafts')}\n`);
  return 0;
}
