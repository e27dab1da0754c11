import { createHash } from 'node:crypto';
import type { TopicFiles } from '../article/read-articles.ts';
import type { Section } from '../ingest/find/find-sections.ts';
import type { Page } from '../ingest/page.ts';
import { sameAddress } from '../ingest/read/repair-text.ts';
import type { Accepted } from './accepted.ts';
import { type Finding, finding } from './drift-report.ts';
import type { SiteView } from './site-view.ts';

/** A section that keeps so large a share of its words is the same one, changed. */
const SAME_SHARE = 0.5;

/** What an article's source came to. */
export interface ComparedSource {
  readonly findings: readonly Finding[];
  /** The source as it is now; null where it is not there or was not read. */
  readonly now: Accepted | null;
  readonly read: boolean;
}

/** Compares the place that an article comes from with what it was when the article was last compared. */
export function compareSource(
  topic: TopicFiles,
  accepted: Accepted | undefined,
  site: SiteView,
  at: string,
): ComparedSource {
  const { source } = topic.english.fields;
  const about = { topics: [topic.id], url: source.url, section: source.section };
  const where = site.at(source.url);
  if (where.kind === 'unread') return { findings: [], now: null, read: false };
  if (where.kind !== 'page') {
    const gone = where.kind === 'gone';
    const message = gone
      ? 'the page it comes from is gone'
      : `the page it comes from could not be read (${where.problem})`;
    const before = accepted?.text ?? null;
    return {
      findings: [
        finding(gone ? 'page-gone' : 'page-failed', gone ? 'error' : 'warning', message, {
          ...about,
          before,
        }),
      ],
      now: null,
      read: true,
    };
  }
  const findings: Finding[] = [];
  if (where.movedTo !== null)
    findings.push(
      finding('page-moved', 'warning', `its page moved to ${where.movedTo}`, {
        ...about,
        after: where.movedTo,
      }),
    );
  const known = accepted && isSameSource(accepted, source) ? accepted : undefined;
  const compared =
    source.section === null
      ? comparePage(where.page, known, about)
      : compareSection(where.page, source.section, known, site, about);
  findings.push(...compared.findings);
  if (!known && isNewer(where.page.updated, source.asOf))
    findings.push(
      finding(
        'page-newer',
        'warning',
        `its page says it was changed on ${where.page.updated}, the article is as of ${source.asOf}`,
        {
          ...about,
          before: source.asOf,
          after: where.page.updated,
        },
      ),
    );
  const now = compared.now && { ...compared.now, url: source.url, section: source.section, at };
  return { findings, now, read: true };
}

type About = Pick<Finding, 'topics' | 'url' | 'section'>;
interface Compared {
  readonly findings: readonly Finding[];
  readonly now: Pick<Accepted, 'heading' | 'text' | 'mark'> | null;
}

function comparePage(page: Page, known: Accepted | undefined, about: About): Compared {
  const text = page.sections.map(section => `${section.heading}\n${section.text}`).join('\n\n');
  const mark = createHash('sha256')
    .update(page.sections.map(section => section.mark).join())
    .digest('hex')
    .slice(0, 16);
  const now = { heading: page.title, text, mark };
  if (!known || known.mark === mark) return { findings: [], now };
  const change = { ...about, before: known.text, after: text };
  return {
    findings: [finding('page-changed', 'warning', 'the page it comes from has changed', change)],
    now,
  };
}

/** @param wanted number of the section, or the words of its heading where it has none */
function compareSection(
  page: Page,
  wanted: string,
  known: Accepted | undefined,
  site: SiteView,
  about: About,
): Compared {
  const own = page.sections.find(section => isNamed(section, wanted));
  if (!known) {
    if (own) return { findings: [], now: own };
    return {
      findings: [finding('section-gone', 'error', `its page has no section ${wanted}`, about)],
      now: null,
    };
  }
  if (own && own.mark === known.mark) return { findings: [], now: own };
  const twin = page.sections.find(section => section.mark === known.mark);
  const same = twin ?? likest(page.sections, known);
  if (same) {
    const findings: Finding[] = [];
    if (!isNamed(same, wanted))
      findings.push(
        finding(
          'section-moved',
          'warning',
          `section ${wanted} is now ${same.number ?? 'without a number'}: ${same.heading}`,
          {
            ...about,
            before: wanted,
            after: same.number ?? same.heading,
          },
        ),
      );
    if (same.mark !== known.mark)
      findings.push(
        finding('section-changed', 'warning', `section ${wanted}, "${same.heading}", has changed`, {
          ...about,
          before: known.text,
          after: same.text,
        }),
      );
    return { findings, now: same };
  }
  const [elsewhere] = site
    .sectionsWith(known.mark)
    .filter(({ url }) => sameAddress(url) !== sameAddress(page.url));
  if (elsewhere) {
    const message = `section ${wanted}, "${known.heading}", is now on ${elsewhere.url}`;
    return {
      findings: [finding('section-moved', 'warning', message, { ...about, after: elsewhere.url })],
      now: null,
    };
  }
  const message = `section ${wanted}, "${known.heading}", is gone`;
  return {
    findings: [finding('section-gone', 'error', message, { ...about, before: known.text })],
    now: null,
  };
}

function isNamed({ number, heading }: Section, wanted: string): boolean {
  return number === wanted || (number === null && plain(heading) === plain(wanted));
}

/** The section of the same name, else the one that shares most words, where it shares enough. */
function likest(sections: readonly Section[], known: Accepted): Section | undefined {
  const named = sections.find(({ heading }) => plain(heading) === plain(known.heading));
  if (named) return named;
  const words = wordsOf(known.text);
  const [best] = sections
    .map(section => ({ section, share: shared(words, wordsOf(section.text)) }))
    .sort((one, other) => other.share - one.share);
  return best && best.share >= SAME_SHARE ? best.section : undefined;
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter(word => other.has(word)).length;
  return both / (one.size + other.size - both || 1);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
}

function plain(heading: string): string {
  return [...wordsOf(heading)].join(' ');
}

/** Whether what was accepted is of the place that the article names now. */
export function isSameSource(
  accepted: Accepted,
  source: { readonly url: string; readonly section: string | null },
): boolean {
  return sameAddress(accepted.url) === sameAddress(source.url) && accepted.section === source.section;
}

/** Only a whole date can be compared: an article "as of 2024" may be from any day of it. */
function isNewer(updated: string | null, asOf: string | null): boolean {
  return updated !== null && asOf !== null && asOf.length === updated.length && updated > asOf;
}
