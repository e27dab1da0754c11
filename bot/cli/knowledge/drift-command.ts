import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Agent } from 'undici';
import { AcceptedSources } from '../../../knowledge/drift/accepted.ts';
import type { LinkCheck } from '../../../knowledge/drift/check-links.ts';
import { driftHtml } from '../../../knowledge/drift/drift-html.ts';
import { needsWork } from '../../../knowledge/drift/drift-report.ts';
import { acceptSources, findDrift } from '../../../knowledge/drift/find-drift.ts';
import { readReport } from '../../../knowledge/drift/read-report.ts';
import { crawlSettingsSchema } from '../../../knowledge/ingest/crawl/crawl-settings.ts';
import type { Crawl } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { fetchAddress } from '../../../knowledge/ingest/crawl/fetch-address.ts';
import { type MarkOf, type SiteWork, siteWork } from '../../staff/drift/site-work.ts';
import { migrate } from '../../transcripts/migrate.ts';
import { openDatabase } from '../../transcripts/open-database.ts';
import type { CommandContext } from './command-context.ts';

const OPTIONS = { crawl: { type: 'string' }, links: { type: 'boolean', default: false } } as const;

/**
 * The part of `knowledge -- check` that compares the articles with the newest crawl, or the one of `--crawl`. `--links` also
 * asks for links that the crawl does not know. Writes `drift.json` and `drift.html`, and puts the report in the database, where
 * the console has its list of work. What staff marked as done is not printed again. @returns exit code: 1 where work waits
 */
export async function checkDrift(given: readonly string[], context: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: [...given], options: OPTIONS });
  const { store, print } = context;
  const crawl = values.crawl === undefined ? store.newest() : store.find(basename(values.crawl));
  if (values.crawl !== undefined && !crawl) {
    print(`there is no crawl ${values.crawl}\n`);
    return 2;
  }
  const askLinks = values.links ? asker() : undefined;
  if (!crawl) return compare({ crawl, askLinks, work: null }, context);
  const { db } = await openDatabase(context.database);
  try {
    const problem = await migrate(db).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (problem === null)
      return await compare({ crawl, askLinks, work: siteWork(db, () => context.now) }, context);
    await compare({ crawl, askLinks, work: null }, context);
    print(`the console has its old list still, since the database does not answer: ${problem}\n`);
    return 1;
  } finally {
    await db.destroy();
  }
}

async function compare(
  given: {
    readonly crawl: Crawl | null;
    readonly askLinks: LinkCheck | undefined;
    readonly work: SiteWork | null;
  },
  context: CommandContext,
): Promise<number> {
  const { crawl, askLinks, work } = given;
  const { folder, print } = context;
  const accepted = new AcceptedSources(join(folder, 'accepted.json'));
  const markOf: MarkOf = (await work?.marks()) ?? (() => null);
  const report = await findDrift({
    ...context,
    topics: context.topics(),
    crawl,
    accepted,
    before: (await work?.report()) ?? readReport(folder),
    isDone: found => markOf(found) !== null,
    ...(askLinks ? { askLinks } : {}),
  });
  const open = report.findings.filter(found => !markOf(found));
  for (const { severity, kind, topics, message, language } of open) {
    const about =
      language === null && topics.length > 0
        ? `${topics.slice(0, 3).join(', ')}${topics.length > 3 ? ' …' : ''}: `
        : '';
    print(`${severity.padEnd(7)} ${kind}: ${about}${message}\n`);
  }
  const { all, read, firstSeen } = report.topics;
  if (crawl) {
    accepted.save();
    writeFileSync(join(folder, 'drift.json'), JSON.stringify(report, null, 1));
    writeFileSync(join(folder, 'drift.html'), driftHtml(report));
    await work?.keep(report);
    print(
      `${read} of ${all} articles have their source in crawl ${crawl.id}, ${firstSeen} for the first time: ${join(folder, 'drift.html')}\n`,
    );
  }
  return needsWork({ ...report, findings: open }) ? 1 : 0;
}

/** `knowledge -- accept <topic…|all>`: the articles fit what the site says now. */
export async function accept(given: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { crawl: OPTIONS.crawl },
    allowPositionals: true,
  });
  const crawl =
    values.crawl === undefined ? context.store.newest() : context.store.find(basename(values.crawl));
  const accepted = new AcceptedSources(join(context.folder, 'accepted.json'));
  const ids = positionals.includes('all') ? 'all' : positionals;
  const done = await acceptSources(ids, { ...context, topics: context.topics(), crawl, accepted });
  accepted.save();
  context.print(`${done.length} sources accepted\n`);
  return done.length > 0 ? 0 : 1;
}

/** Asks for an address itself. Redirects count as there. */
function asker(): LinkCheck {
  const settings = crawlSettingsSchema.parse({ starts: ['https://links.invalid/'] });
  const dispatcher = new Agent();
  return async url => {
    const got = await fetchAddress(url, { ...settings, dispatcher });
    if (got.kind !== 'failed') return undefined;
    const gone = got.status === 404 || got.status === 410;
    return { kind: gone ? 'gone' : 'failed', problem: got.problem };
  };
}
