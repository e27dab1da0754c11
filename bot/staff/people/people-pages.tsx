import type { Request } from 'express';
import { AppError } from '../../app-error.ts';
import { Choice, Field, Form } from '../page/form.tsx';
import { formText } from '../page/form-text.ts';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import { staffOf } from '../sign-in/request-staff.ts';
import { staffSeal } from '../sign-in/staff-seal.ts';
import type { StaffRow } from '../staff-schema.ts';
import type { PageGroup } from '../staff-tools.ts';
import { people as makePeople, SETUP_HOURS } from './people.ts';
import { ROLES, type Role } from './roles.ts';

const WHAT_ROLES_DO: readonly (readonly [Role, string])[] = [
  ['reader', 'reader: looks at conversations and numbers'],
  ['reviewer', 'reviewer: judges answers'],
  ['editor', 'editor: drafts changes'],
  ['approver', "approver: puts others' drafts live"],
  ['admin', 'admin: people, retention, audit log'],
];

/** Who may sign in: admins invite, give roles, start accounts anew and deactivate them. */
export const peoplePages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const { clock, settings } = parts;
  const people = makePeople({ db: parts.database.db, audit, seal: staffSeal(settings.keys), clock });
  addToNav({ href: '/staff/people', label: 'People', role: 'admin', order: 90 });

  /** Nobody changes their own account here: there is always one admin left, and one's own role is never raised. */
  const somebodyElse = async (request: Request): Promise<StaffRow> => {
    const row = await people.find(String(request.params['id']));
    if (!row) throw new AppError('NotFound', 'there is no such person');
    if (row.id === staffOf(request).id)
      throw new AppError('Forbidden', 'another admin has to change your account');
    return row;
  };
  const link = (request: Request, code: string) => {
    const home = settings.publicUrl ?? `${request.protocol}://${request.host}`;
    return `${home}/staff/set-up?${new URLSearchParams({ code })}`;
  };

  router.get('/people', needs('admin'), async (request, response) => {
    await audit.record({ who: staffOf(request).name, action: 'people.view' });
    const rows = await people.list();
    const content = (
      <>
        <Table
          caption={`${rows.length} ${rows.length === 1 ? 'person' : 'people'}`}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { title: 'Name', cell: row => <PersonLink row={row} /> },
            { title: 'Role', cell: ({ role }) => role },
            { title: 'State', cell: ({ state }) => state },
            {
              title: 'Signs in by',
              cell: ({ openid }) => (openid ? "the plan's sign-in" : 'password and code'),
            },
            {
              title: 'Last sign-in',
              cell: row => (row.signed_in_at === null ? 'never' : <When at={Number(row.signed_in_at)} />),
            },
          ]}
        />
        <h2>Invite somebody</h2>
        <Form action="/staff/people">
          <Field name="name" label="Name to sign in with" hint="Small letters and digits." required />
          <Choice name="role" label="Role" options={WHAT_ROLES_DO} />
          <button type="submit" class="main">
            Invite
          </button>
        </Form>
      </>
    );
    show(request, response, { title: 'People', content });
  });

  router.post('/people', needs('admin'), async (request, response) => {
    const code = await people.invite(staffOf(request).name, formText(request, 'name'), roleOf(request));
    show(request, response, { title: 'Invitation', content: <Invitation link={link(request, code)} /> });
  });

  router.get('/people/:id', needs('admin'), async (request, response) => {
    const row = await people.find(String(request.params['id']));
    if (!row) throw new AppError('NotFound', 'there is no such person');
    await audit.record({ who: staffOf(request).name, action: 'people.view', subject: row.name });
    show(request, response, {
      title: `Person: ${row.name}`,
      content: <Person row={row} own={row.id === staffOf(request).id} />,
    });
  });

  router.post('/people/:id/role', needs('admin'), async (request, response) => {
    const row = await somebodyElse(request);
    if (row.openid) throw new AppError('Forbidden', "this person's role comes from the plan's sign-in");
    await people.setRole(staffOf(request).name, row.id, roleOf(request));
    response.redirect(303, `/staff/people/${row.id}`);
  });

  router.post('/people/:id/deactivate', needs('admin'), async (request, response) => {
    const row = await somebodyElse(request);
    await people.deactivate(staffOf(request).name, row.id);
    response.redirect(303, `/staff/people/${row.id}`);
  });

  router.post('/people/:id/reactivate', needs('admin'), async (request, response) => {
    const row = await somebodyElse(request);
    await people.reactivate(staffOf(request).name, row.id);
    response.redirect(303, `/staff/people/${row.id}`);
  });

  router.post('/people/:id/start-anew', needs('admin'), async (request, response) => {
    const row = await somebodyElse(request);
    if (row.openid) throw new AppError('Forbidden', "this person signs in by the plan's sign-in");
    const code = await people.startAnew(staffOf(request).name, row.id);
    show(request, response, { title: 'New set-up link', content: <Invitation link={link(request, code)} /> });
  });
};

function roleOf(request: Request): Role {
  const role = ROLES.find(one => one === formText(request, 'role'));
  if (!role) throw new AppError('BadRequest', `choose one of ${ROLES.join(', ')}`);
  return role;
}

function PersonLink({ row }: { readonly row: StaffRow }) {
  return (
    <a href={`/staff/people/${row.id}`}>
      <Said text={row.name} />
    </a>
  );
}

function Invitation({ link }: { readonly link: string }) {
  return (
    <>
      <p>
        Give this link to the person, by a way only they can read. It works once, for {SETUP_HOURS} hours, and
        is not shown again.
      </p>
      <p>
        <code>{link}</code>
      </p>
      <p>
        <a href="/staff/people">Back to all people</a>
      </p>
    </>
  );
}

function Person({ row, own }: { readonly row: StaffRow; readonly own: boolean }) {
  const here = `/staff/people/${row.id}`;
  return (
    <>
      <p>
        <a href="/staff/people">All people</a> · {row.state} · since <When at={Number(row.created_at)} />
      </p>
      {own && <p>This is you. Another admin has to change your account.</p>}
      {!own && !row.openid && row.state !== 'deactivated' && (
        <>
          <h2>Role</h2>
          <p class="hint">The person is signed out everywhere and signs in again with the new role.</p>
          <Form action={`${here}/role`}>
            <Choice name="role" label="Role" value={row.role} options={WHAT_ROLES_DO} />
            <button type="submit">Change role</button>
          </Form>
          <h2>Lost password or phone</h2>
          <Form action={`${here}/start-anew`}>
            <p class="hint">Takes away password, phone and recovery codes, and gives a new set-up link.</p>
            <button type="submit">Start the account anew</button>
          </Form>
        </>
      )}
      {!own && (
        <>
          <h2>{row.state === 'deactivated' ? 'Deactivated' : 'Deactivate'}</h2>
          <Form action={`${here}/${row.state === 'deactivated' ? 'reactivate' : 'deactivate'}`}>
            <button type="submit" class={row.state === 'deactivated' ? '' : 'bad'}>
              {row.state === 'deactivated' ? 'Let this person sign in again' : 'Deactivate and sign out'}
            </button>
          </Form>
        </>
      )}
    </>
  );
}
