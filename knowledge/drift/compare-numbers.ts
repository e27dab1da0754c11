import type { TopicFiles } from '../article/read-articles.ts';
import type { Directory, Line, OfficeHours } from '../directory/directory.ts';
import { compareLines } from '../ingest/compare-lines.ts';
import type { FoundLine } from '../ingest/find/find-lines.ts';
import { sameAddress } from '../ingest/read/repair-text.ts';
import { type Finding, finding } from './drift-report.ts';
import type { SiteView } from './site-view.ts';

/**
 * Numbers and hours on the site that the directory lacks or contradicts. A number that is missing is a warning where an
 * article comes from a page that prints it, else a notice: a site has many numbers that no member needs.
 */
export function compareNumbers(
  site: SiteView,
  directory: Directory,
  topics: readonly TopicFiles[],
): readonly Finding[] {
  const sources = new Set(topics.map(({ english }) => sameAddress(english.fields.source.url)));
  return [...site.lines.values()].flatMap(({ line, urls }): readonly Finding[] => {
    const [compared] = compareLines([line], directory);
    const known = compared?.line;
    const [url = null] = urls;
    if (!known) {
      const near = urls.some(address => sources.has(sameAddress(address)));
      const message = `${line.number} is not in the directory (${line.label || 'no words beside it'})`;
      return [finding('number-unknown', near ? 'warning' : 'notice', message, { url, after: printed(line) })];
    }
    const wrong = [
      ...(compared.tty === 'differs' ? [`TTY ${line.tty}, not ${known.tty}`] : []),
      ...(compared.hours === 'differs' ? [`hours "${line.hours?.text}"`] : []),
    ];
    if (wrong.length === 0) return [];
    const using = topics.filter(({ english }) => english.fields.lines.includes(known.id)).map(({ id }) => id);
    const message = `the site prints for line '${known.id}': ${wrong.join('; ')}`;
    return [
      finding('number-differs', 'warning', message, {
        topics: using,
        url,
        before: held(known),
        after: printed(line),
      }),
    ];
  });
}

function printed({ number, tty, hours, label }: FoundLine): string {
  return [label, number, tty && `TTY ${tty}`, hours?.text].filter(Boolean).join('\n');
}

function held({ id, number, tty, hours }: Line): string {
  const times = typeof hours === 'string' ? `hours ${hours}` : office(hours);
  return [id, number, tty && `TTY ${tty}`, times].filter(Boolean).join('\n');
}

function office({ days, open, close }: OfficeHours): string {
  return `${days.join(' ')} ${open}–${close}`;
}
