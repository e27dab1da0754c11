import type { TopicFiles } from '../article/read-articles.ts';
import { sameAddress } from '../ingest/read/repair-text.ts';
import type { DriftReport, Finding, ReportedFinding } from './drift-report.ts';

/** What a check has looked at. */
export interface Looked {
  /** Topics whose source was in the crawl. */
  readonly topics: ReadonlySet<string>;
  /** Links of articles of which it is known whether they lead anywhere. */
  readonly links: ReadonlySet<string>;
  /** Whether a page was in the crawl. */
  page(url: string): boolean;
}

/**
 * Gives findings the day since which they stand, by the report before. What that one found and nobody has looked at since
 * (a page that is not in this crawl, a link that was not asked for) stays, while an article still has to do with it.
 */
export function carryOver(
  findings: readonly Finding[],
  before: DriftReport | null,
  options: { readonly looked: Looked; readonly topics: readonly TopicFiles[]; readonly made: string },
): readonly ReportedFinding[] {
  const since = new Map(before?.findings.map(found => [found.id, found.since]));
  const now = findings.map(found => ({ ...found, since: since.get(found.id) ?? options.made }));
  const ids = new Set(now.map(({ id }) => id));
  const unseen = (before?.findings ?? []).filter(
    found => !ids.has(found.id) && concerns(found, options.topics) && !isLookedAt(found, options.looked),
  );
  return [...now, ...unseen];
}

function concerns({ kind, topics: ids, url, section }: Finding, topics: readonly TopicFiles[]): boolean {
  if (kind.startsWith('number-')) return true;
  return topics.some(({ id, english: { fields } }) => {
    if (!ids.includes(id)) return false;
    if (kind === 'link-dead') return fields.links.some(link => link.url === url);
    return sameAddress(fields.source.url) === sameAddress(url ?? '') && fields.source.section === section;
  });
}

function isLookedAt({ kind, topics: [topic = ''], url }: Finding, looked: Looked): boolean {
  if (kind === 'link-dead') return looked.links.has(url ?? '');
  if (kind.startsWith('number-')) return looked.page(url ?? '');
  if (/^(section|page)-/.test(kind)) return looked.topics.has(topic);
  return true;
}
