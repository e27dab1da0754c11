import { z } from 'zod';
import { detailsText, parseDetails } from '../audit/details-text.ts';
import { Field, Form } from '../page/form.tsx';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import type { AuditRow } from '../staff-schema.ts';
import type { Labels } from '../words/labels.ts';
import { whole } from '../words/numbers.ts';
import type { PurgedKind } from './purge.ts';
import type { LegalHold } from './retention.ts';

/** What the page on retention shows. */
export function RetentionView(props: {
  /** What a purge would do now. */
  readonly report: readonly PurgedKind[];
  readonly holds: readonly LegalHold[];
  /** Entries of the audit log about the last purges. */
  readonly runs: readonly AuditRow[];
  readonly labels: Labels;
}) {
  const { report, holds, runs, labels } = props;
  return (
    <>
      <Table
        caption="What is kept for how long"
        rows={report}
        rowKey={({ kind }) => kind}
        columns={[
          { title: 'Kind', cell: ({ kind }) => <Kind kind={kind} labels={labels} /> },
          { title: 'Days', cell: ({ days }) => (days === 'forever' ? days : whole(days)), number: true },
          { title: 'Goes next night', cell: ({ removed }) => whole(removed), number: true },
          { title: 'Kept by hold', cell: ({ held }) => whole(held), number: true },
        ]}
      />
      <h2>Legal holds</h2>
      <Table
        caption="Conversations that must stay"
        rows={holds}
        rowKey={({ conversationId }) => conversationId}
        empty="No conversation is under hold."
        columns={[
          { title: 'Reference', cell: ({ reference }) => <Said text={reference} /> },
          { title: 'Why', cell: ({ why }) => <Said text={why} /> },
          { title: 'By', cell: ({ placedBy }) => <Said text={placedBy} /> },
          { title: 'Since', cell: ({ at }) => <When at={at} /> },
          {
            title: 'When lifted',
            cell: ({ deletionDue }) => (deletionDue ? 'goes: its member asked for that' : 'stays'),
          },
          { title: 'Lift', cell: hold => <LiftHold hold={hold} /> },
        ]}
      />
      <Form action="/staff/retention/hold">
        <Field name="reference" id="hold-reference" label="Reference code" required />
        <Field name="why" id="hold-why" label="Why it must stay" required />
        <button type="submit">Place a hold</button>
      </Form>
      <h2>Delete a conversation</h2>
      <p>When a member asks for it. It goes with everything that belongs to it, and is not found any more.</p>
      <Form action="/staff/retention/delete">
        <Field name="reference" id="delete-reference" label="Reference code" required />
        <Field name="why" id="delete-why" label="How the member asked" required />
        <button type="submit" class="bad">
          Delete for good
        </button>
      </Form>
      <h2>Last purges</h2>
      <Table
        caption="Newest first"
        rows={runs}
        rowKey={({ seq }) => String(seq)}
        empty="Nothing was purged yet."
        columns={[
          { title: 'When', cell: ({ at }) => <When at={Number(at)} /> },
          { title: 'By', cell: ({ who }) => <Said text={who} /> },
          { title: 'What', cell: ({ details }) => <Said text={purgedText(details, labels)} /> },
        ]}
      />
    </>
  );
}

function Kind({ kind, labels }: { readonly kind: string; readonly labels: Labels }) {
  const meaning = labels.meaning('record', kind);
  return (
    <>
      {labels.of('record', kind)}
      {meaning !== '' && <span class="soft"> {meaning}</span>}
    </>
  );
}

const purged = z.record(z.string(), z.object({ removed: z.number(), held: z.number() }));

/** What a purge did, as people read it. */
function purgedText(details: string, labels: Labels): string {
  const read = purged.safeParse(parseDetails(details));
  if (!read.success) return detailsText(details);
  const lines = Object.entries(read.data)
    .filter(([, { removed, held }]) => removed + held > 0)
    .map(([kind, { removed, held }]) => {
      const stayed = held > 0 ? `, ${whole(held)} kept by a hold` : '';
      return `${labels.of('record', kind)}: ${whole(removed)} gone${stayed}`;
    });
  return lines.length > 0 ? lines.join('\n') : 'Nothing was too old.';
}

function LiftHold({ hold }: { readonly hold: LegalHold }) {
  return (
    <Form action="/staff/retention/lift">
      <input type="hidden" name="talk" value={hold.conversationId} />
      <button type="submit" aria-label={`Lift the hold on ${hold.reference}`}>
        Lift
      </button>
    </Form>
  );
}
