import type { DriftReport, Finding, ReportedFinding } from '../../../knowledge/drift/drift-report.ts';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import type { MarkOf } from './site-work.ts';

const HEADINGS: Readonly<Record<Finding['severity'], string>> = {
  error: 'Members may be told what is wrong',
  warning: 'Someone should look',
  notice: 'Good to know',
};
const MOST_TOPICS = 4;

/** The newest report as a list of work, gravest first; what is done stands apart at the end. */
export function DriftList({
  report,
  markOf,
}: {
  readonly report: DriftReport | null;
  readonly markOf: MarkOf;
}) {
  if (!report) {
    return (
      <p class="empty">
        No report yet. It is made by <code>npm run knowledge -- check</code>, after a crawl.
      </p>
    );
  }
  const open = report.findings.filter(found => !markOf(found));
  const done = report.findings.filter(found => markOf(found));
  const { crawl, topics } = report;
  return (
    <>
      <p>
        Made <When at={Date.parse(report.made)} />
        {crawl
          ? ` from a crawl of ${crawl.pages} pages; ${topics.read} of ${topics.all} articles have their source in it.`
          : ' without a crawl: only the articles themselves were looked at.'}
      </p>
      {(['error', 'warning', 'notice'] as const).map(severity => (
        <Findings
          key={severity}
          caption={HEADINGS[severity]}
          findings={open.filter(found => found.severity === severity)}
        />
      ))}
      {done.length > 0 && <Findings caption="Done" findings={done} />}
    </>
  );
}

function Findings({
  caption,
  findings,
}: {
  readonly caption: string;
  readonly findings: readonly ReportedFinding[];
}) {
  if (findings.length === 0) return null;
  return (
    <Table
      caption={`${caption} (${findings.length})`}
      rows={findings}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'What',
          cell: ({ id, kind }) => <a href={`/staff/site/${id}`}>{kind.replaceAll('-', ' ')}</a>,
        },
        { title: 'Articles', cell: ({ topics }) => topicList(topics) },
        { title: 'Found', cell: ({ message }) => <Said text={message} /> },
        { title: 'Since', cell: ({ since }) => since !== '' && <When at={Date.parse(since)} /> },
      ]}
    />
  );
}

function topicList(topics: readonly string[]): string {
  const more = topics.length - MOST_TOPICS;
  return topics.slice(0, MOST_TOPICS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
