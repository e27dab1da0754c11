import type { TopicFiles } from '../article/read-articles.ts';
import type { Directory } from '../directory/directory.ts';
import type { Crawl, CrawlStore } from '../ingest/crawl/crawl-store.ts';
import type { LanguageGuide } from '../ingest/find/language-of.ts';
import type { AcceptedSources } from './accepted.ts';
import { carryOver } from './carry-over.ts';
import { checkLinks, type LinkCheck } from './check-links.ts';
import { checkUpkeep } from './check-upkeep.ts';
import { compareNumbers } from './compare-numbers.ts';
import { compareSource, isSameSource } from './compare-source.ts';
import type { DriftReport, Finding, ReportedFinding } from './drift-report.ts';
import { viewSite } from './site-view.ts';

const ORDER: readonly Finding['severity'][] = ['error', 'warning', 'notice'];

/**
 * Everything in which the articles and the site, or the calendar, have come apart. Sources that were never seen before are
 * accepted as they are, and so are those of which all findings are done; the caller saves `accepted`.
 *
 * @param options.before the report before this one, by which it is known what is new
 * @param options.isDone whether somebody has dealt with a finding
 * @param options.crawl null where there is none: then only the articles themselves are looked at
 * @param options.askLinks asks for addresses that the crawl does not know
 */
export async function findDrift(options: {
  readonly topics: readonly TopicFiles[];
  readonly directory: Directory;
  readonly store: CrawlStore;
  readonly crawl: Crawl | null;
  readonly guide: LanguageGuide;
  readonly accepted: AcceptedSources;
  readonly now: Date;
  readonly before?: DriftReport | null;
  readonly isDone?: (found: ReportedFinding) => boolean;
  readonly askLinks?: LinkCheck;
}): Promise<DriftReport> {
  const { topics, crawl, accepted, now, before = null, isDone = () => false } = options;
  const made = now.toISOString();
  const findings: Finding[] = [...checkUpkeep(topics, now)];
  const addresses = topics.flatMap(({ english: { fields } }) => [
    fields.source.url,
    ...fields.links.map(link => link.url),
  ]);
  const site = crawl ? await viewSite(options.store, crawl, options.guide, addresses) : null;
  const looked = {
    topics: new Set<string>(),
    links: new Set<string>(),
    page: (url: string) => site?.knows(url) ?? false,
  };
  const old = new Map(before?.findings.map(found => [found.id, found]));
  const isSettled = (found: Finding) => {
    const same = old.get(found.id);
    return same !== undefined && isDone(same);
  };
  let firstSeen = 0;
  if (site) {
    for (const topic of topics) {
      const known = accepted.of(topic.id);
      const compared = compareSource(topic, known, site, made);
      findings.push(...compared.findings);
      if (compared.read) looked.topics.add(topic.id);
      const same = known && isSameSource(known, topic.english.fields.source);
      const settled = compared.findings.length > 0 && compared.findings.every(isSettled);
      if (!compared.now || (same && !settled)) continue;
      accepted.set(topic.id, compared.now);
      if (!same) firstSeen++;
    }
    findings.push(...compareNumbers(site, options.directory, topics));
  }
  const links = await checkLinks(topics, async url => {
    const where = site?.at(url);
    const known = where && where.kind !== 'unread' ? where : await options.askLinks?.(url);
    if (known || options.askLinks) looked.links.add(url);
    return known;
  });
  findings.push(...links);
  return {
    form: 1,
    made,
    crawl: crawl && site ? { id: crawl.id, begun: crawl.begun, pages: site.pages } : null,
    topics: { all: topics.length, read: looked.topics.size, firstSeen },
    findings: carryOver(findings, before, { looked, topics, made }).toSorted(
      (one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity),
    ),
  };
}

/** Takes what the sources say now as what the articles were compared with. @returns topics accepted */
export async function acceptSources(
  ids: readonly string[] | 'all',
  options: Omit<Parameters<typeof findDrift>[0], 'askLinks' | 'directory' | 'before' | 'isDone'>,
): Promise<readonly string[]> {
  const chosen = options.topics.filter(({ id }) => ids === 'all' || ids.includes(id));
  if (!options.crawl) return [];
  const sources = chosen.map(({ english }) => english.fields.source.url);
  const site = await viewSite(options.store, options.crawl, options.guide, sources);
  return chosen.flatMap(topic => {
    const { now } = compareSource(topic, options.accepted.of(topic.id), site, options.now.toISOString());
    if (!now) return [];
    options.accepted.set(topic.id, now);
    return [topic.id];
  });
}
