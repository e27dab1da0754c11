import { Field, Form } from '../page/form.tsx';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import type { AuditRow } from '../staff-schema.ts';
import type { PurgedKind } from './purge.ts';
import type { LegalHold } from './retention.ts';

/** What the page on retention shows. */
export function RetentionView(props: {
  /** What a purge would do now. */
  readonly report: readonly PurgedKind[];
  readonly holds: readonly LegalHold[];
  /** Entries of the audit log about the last purges. */
  readonly runs: readonly AuditRow[];
}) {
  const { report, holds, runs } = props;
  return (
    <>
      <Table
        caption="What is kept for how long"
        rows={report}
        rowKey={({ kind }) => kind}
        columns={[
          { title: 'Kind', cell: ({ kind }) => kind },
          { title: 'Days', cell: ({ days }) => days, number: true },
          { title: 'Goes next night', cell: ({ removed }) => removed, number: true },
          { title: 'Kept by hold', cell: ({ held }) => held, number: true },
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
          { title: 'What', cell: ({ details }) => <Said text={details} /> },
        ]}
      />
    </>
  );
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
