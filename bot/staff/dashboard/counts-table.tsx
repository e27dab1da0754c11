import type { Counts } from '../../transcripts/review/dashboard.ts';
import { type Column, Table } from '../page/table.tsx';
import { percent, whole } from '../words/numbers.ts';
import { wilson } from '../words/wilson.ts';

/** Messages that are questions: those that were answered, asked back or handed off. */
export function questions({ answered, clarify, handoff }: Counts): number {
  return answered + clarify + handoff;
}

/** A share with its 95 % interval, `12 % (8–17)`. */
export function shareWithInterval(hits: number, sample: number): string {
  const interval = wilson(hits, sample);
  if (!interval) return '–';
  const { share, low, high } = interval;
  return `${(share * 100).toFixed(0)} % (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`;
}

/** What happened, by the values of one dimension. */
export function CountsTable(props: {
  readonly caption: string;
  readonly first: string;
  readonly rows: readonly Counts[];
  readonly name: (value: string) => string;
}) {
  const { caption, first, rows, name } = props;
  const number = (title: string, cell: (row: Counts) => string): Column<Counts> => ({
    title,
    number: true,
    cell,
  });
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ value }) => value}
      empty="No message in this time."
      columns={[
        { title: first, cell: ({ value }) => name(value) },
        number('Talks', row => whole(row.talks)),
        number('Messages', row => whole(row.turns)),
        number('Answered', row => percent(row.answered, questions(row))),
        number('Asked back', row => percent(row.clarify, questions(row))),
        number('Handed off', row => percent(row.handoff, questions(row))),
        number('No answer', row => percent(row.unanswered, questions(row))),
        number('911 / 988', row => whole(row.alarms)),
        number('Thumbs up', row => percent(row.thumbsUp, row.thumbsUp + row.thumbsDown)),
        number('Thumbs', row => whole(row.thumbsUp + row.thumbsDown)),
        number('Wrong (95 %)', row => shareWithInterval(row.wrong, row.reviewed)),
        number('Judged', row => whole(row.reviewed)),
      ]}
    />
  );
}
