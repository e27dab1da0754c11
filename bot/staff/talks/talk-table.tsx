import type { TalkSummary } from '../../transcripts/review/list-talks.ts';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import type { Labels } from '../words/labels.ts';

/** Address of a talk's page. */
export function talkAddress(conversationId: string): string {
  return `/staff/talks/${encodeURIComponent(conversationId)}`;
}

/** Talks, one a row. */
export function TalkTable(props: {
  readonly caption: string;
  readonly talks: readonly TalkSummary[];
  readonly labels: Labels;
  readonly empty?: string;
  /** Shown instead of the time the talk began. */
  readonly time?: { readonly title: string; readonly of: (talk: TalkSummary) => string };
}) {
  const { caption, talks, labels, empty = 'No talk fits.', time } = props;
  return (
    <Table
      caption={caption}
      empty={empty}
      rows={talks}
      rowKey={({ conversationId }) => conversationId}
      columns={[
        {
          title: 'Talk',
          cell: talk => (
            <a href={talkAddress(talk.conversationId)} class="code">
              {talk.reference}
            </a>
          ),
        },
        {
          title: time?.title ?? 'Began',
          cell: talk => (time ? time.of(talk) : <When at={talk.begunAt.getTime()} />),
        },
        { title: 'Member wrote', cell: talk => <Said text={talk.shown} lang={talk.language} /> },
        {
          title: 'Language',
          cell: talk => (talk.language === null ? '' : labels.of('language', talk.language)),
        },
        { title: 'Channel', cell: talk => labels.of('channel', talk.channel) },
        { title: 'Plan', cell: talk => (talk.plan === null ? '' : labels.of('plan', talk.plan)) },
        { title: 'Last outcome', cell: talk => labels.of('outcome', talk.lastOutcome) },
        { title: 'Flags', cell: talk => <Flags flags={talk.flags} labels={labels} /> },
        { title: 'Turns', number: true, cell: talk => talk.turns },
      ]}
    />
  );
}

/** Flags of a talk or a turn, in words. */
export function Flags({ flags, labels }: { readonly flags: readonly string[]; readonly labels: Labels }) {
  return (
    <>
      {flags.map(flag => (
        <span key={flag} class="flag">
          {labels.of('flag', flag)}
        </span>
      ))}
    </>
  );
}
