import { AppError } from '../../app-error.ts';
import { Field, Form } from '../page/form.tsx';
import { formText } from '../page/form-text.ts';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import { includesRole } from '../people/roles.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';

const SHOWN = 100;

/** What knowledge is live and was live, and the way back. */
export const editionPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const { editions, store, refresh } = parts.knowledge;
  addToNav({ href: '/staff/editions', label: 'What is live', role: 'editor', order: 55 });

  router.get('/editions', needs('editor'), async (request, response) => {
    const who = staffOf(request);
    await audit.record({ who: who.name, action: 'edition.list' });
    const changes = await store.history(SHOWN);
    const live = changes[0]?.edition ?? null;
    const content = (
      <>
        <p>
          {live === null ? 'The knowledge that came with the service is live.' : `Edition ${live} is live.`}
        </p>
        {live !== null && includesRole(who.role, 'approver') && (
          <Form action="/staff/editions/back" class="decide">
            <input type="hidden" name="from" value={live} />
            <Field name="why" label="Why go back" required />
            <button type="submit">Go back to the one before</button>
          </Form>
        )}
        <Table
          caption="What went live, newest first"
          rows={changes}
          rowKey={({ seq }) => String(seq)}
          empty="Nothing was changed yet."
          columns={[
            { title: 'When', cell: ({ at }) => <When at={at.getTime()} /> },
            { title: 'Edition', cell: ({ edition }) => edition ?? 'as it came with the service' },
            { title: 'By', cell: ({ by }) => <Said text={by} /> },
            { title: 'Why', cell: ({ why }) => <Said text={why} /> },
          ]}
        />
      </>
    );
    show(request, response, { title: 'What is live', content });
  });

  router.post('/editions/back', needs('approver'), async (request, response) => {
    const who = staffOf(request);
    const why = formText(request, 'why').trim();
    if (why === '') throw new AppError('BadRequest', 'say why, for the record');
    const live = (await store.live())?.edition ?? null;
    if (live !== formText(request, 'from')) {
      throw new AppError('Conflict', 'something else went live in the meantime: look again');
    }
    await audit.record({ who: who.name, action: 'edition.back', subject: live ?? '', details: { why } });
    await editions.goBack(who.name, why);
    await refresh();
    response.redirect(303, '/staff/editions');
  });
};
