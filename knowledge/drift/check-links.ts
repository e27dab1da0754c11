import type { TopicFiles } from '../article/read-articles.ts';
import { type Finding, finding } from './drift-report.ts';
import type { Whereabouts } from './site-view.ts';

/** Tells whether an address is there: by a crawl, or by asking. Undefined: nobody knows. */
export type LinkCheck = (url: string) => Promise<Whereabouts | undefined>;

/** Links that articles give to members and that lead nowhere. Each address is checked once. */
export async function checkLinks(
  topics: readonly TopicFiles[],
  check: LinkCheck,
): Promise<readonly Finding[]> {
  const users = new Map<string, string[]>();
  for (const { id, english } of topics)
    for (const { url } of english.fields.links)
      if (/^https?:/.test(url)) users.set(url, [...(users.get(url) ?? []), id]);
  const findings: Finding[] = [];
  for (const [url, ids] of users) {
    const where = await check(url);
    if (where?.kind !== 'gone' && where?.kind !== 'failed') continue;
    const sure = where.kind === 'gone';
    const message = `${url} ${sure ? 'is not there any more' : `could not be reached (${where.problem})`}`;
    findings.push(finding('link-dead', sure ? 'error' : 'warning', message, { topics: ids, url }));
  }
  return findings;
}
