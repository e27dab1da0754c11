import { dayAfter, dayStart } from '../../transcripts/review/plan-day.ts';
import { Field } from '../page/form.tsx';
import { queryText } from '../page/form-text.ts';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { detailsText } from './details-text.ts';
import { listAudit } from './list-audit.ts';

const PAGE_SIZE = 100;
const FIELDS = ['who', 'action', 'subject', 'from', 'to'] as const;

/** The audit log, for admins. Looking at it is an entry too. */
export const auditPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  addToNav({ href: '/staff/audit', label: 'Audit log', role: 'admin', order: 95 });

  router.get('/audit', needs('admin'), async (request, response) => {
    const asked = Object.fromEntries(FIELDS.map(name => [name, queryText(request, name).trim()]));
    const from = dayOf(asked['from'])?.getTime() ?? null;
    const to = dayOf(asked['to'], 1)?.getTime() ?? null;
    const before = Number(queryText(request, 'before')) || null;
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
    await audit.record({ who: staffOf(request).name, action: 'audit.view', details: given });
    const { who = '', action = '', subject = '' } = given;
    const found = await listAudit(
      parts.database.db,
      {
        who,
        action,
        subject,
        ...(from === null ? {} : { from }),
        ...(to === null ? {} : { to }),
        ...(before === null ? {} : { before }),
      },
      PAGE_SIZE + 1,
    );
    const rows = found.slice(0, PAGE_SIZE);
    const last = found.length > PAGE_SIZE ? rows.at(-1) : undefined;
    const content = (
      <>
        <form method="get" action="/staff/audit" class="filters">
          <Field name="who" label="Who" value={who} />
          <Field name="action" label="Action" value={action} hint="Such as sign-in or talk.view" />
          <Field name="subject" label="Done to" value={subject} />
          <Field name="from" label="From" type="date" value={given['from'] ?? ''} />
          <Field name="to" label="To" type="date" value={given['to'] ?? ''} />
          <button type="submit">Filter</button>
        </form>
        <Table
          caption="Newest first"
          rows={rows}
          rowKey={({ seq }) => String(seq)}
          empty="No entry fits."
          columns={[
            { title: 'No.', cell: ({ seq }) => seq, number: true },
            { title: 'When', cell: ({ at }) => <When at={Number(at)} /> },
            { title: 'Who', cell: row => <Said text={row.who} /> },
            { title: 'Action', cell: row => <Said text={row.action} /> },
            { title: 'Done to', cell: row => <Said text={row.subject} /> },
            { title: 'Details', cell: ({ details }) => <Said text={detailsText(details)} /> },
          ]}
        />
        {last && (
          <p class="pager">
            <a href={`/staff/audit?${new URLSearchParams({ ...given, before: String(last.seq) })}`}>
              Older entries
            </a>
          </p>
        )}
      </>
    );
    show(request, response, { title: 'Audit log', content, wide: true });
  });
};

/** When a day that somebody typed begins, some days later; null for what is no day. */
function dayOf(text = '', later = 0): Date | null {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  return isDay ? dayStart(dayAfter(text, later)) : null;
}
