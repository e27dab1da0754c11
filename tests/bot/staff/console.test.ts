import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffOf } from '../../../bot/staff/sign-in/request-staff.ts';
import type { PageGroup } from '../../../bot/staff/staff-tools.ts';
import { openMemory, type RunningConsole, startConsole } from './staff-for-tests.ts';

const notes: PageGroup = (router, { needs, show, audit, addToNav }) => {
  addToNav({ href: '/staff/notes', label: 'Notes', role: 'reviewer', order: 1 });
  router.get('/notes', needs('reviewer'), async (request, response) => {
    await audit.record({ who: staffOf(request).name, action: 'notes.view' });
    show(request, response, { title: 'Notes', content: h('p', null, '<script>alert(1)</script>') });
  });
  router.post('/notes', needs('reviewer'), (_request, response) => response.redirect(303, '/staff/notes'));
};

describe('the console', () => {
  let staff: RunningConsole;
  beforeAll(async () => {
    staff = await startConsole({ database: await openMemory(), pages: [notes] });
  });
  afterAll(() => staff.stop());

  describe('who is not signed in', () => {
    test('is sent to sign in and back to the page they wanted', async () => {
      const answer = await fetch(`${staff.url}/staff/notes?page=2`, { redirect: 'manual' });
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('/staff/sign-in?back=%2Fstaff%2Fnotes%3Fpage%3D2');
    });
  });

  test('a page is HTML with a policy that allows nothing inline and nothing from elsewhere', async () => {
    const reviewer = await staff.signIn('reviewer');
    const answer = await reviewer.get('/staff/notes');
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const html = await answer.text();
    expect(html).not.toMatch(/<script>|style=|\son\w+=/);
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
  });

  test('the start leads to the first page that the role may see, and to none where there is none', async () => {
    expect((await (await staff.signIn('reviewer')).get('/staff')).headers.get('location')).toBe(
      '/staff/notes',
    );
    expect((await (await staff.signIn('reader')).get('/staff')).status).toBe(404);
  });

  test('a role that is too low is refused, by GET and by POST', async () => {
    const reader = await staff.signIn('reader');
    expect((await reader.get('/staff/notes')).status).toBe(403);
    expect((await reader.post('/staff/notes')).status).toBe(403);
  });

  test('a form without the token of this session, or from another site, is refused', async () => {
    const reviewer = await staff.signIn('reviewer');
    const other = await staff.signIn('editor');
    expect((await reviewer.post('/staff/notes')).status).toBe(303);
    expect((await reviewer.post('/staff/notes', { 'form-token': '' })).status).toBe(403);
    const stolen = /name="form-token" value="([^"]+)"/.exec(
      await (await other.get('/staff/notes')).text(),
    )?.[1];
    expect((await reviewer.post('/staff/notes', { 'form-token': stolen ?? 'none' })).status).toBe(403);
    const token = /name="form-token" value="([^"]+)"/.exec(
      await (await reviewer.get('/staff/notes')).text(),
    )?.[1];
    const answer = await fetch(`${staff.url}/staff/notes`, {
      method: 'POST',
      headers: { cookie: reviewer.cookie, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ 'form-token': token ?? '' }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(403);
  });

  test('a change of role holds from the next request on', async () => {
    const person = await staff.signIn('reviewer', 'reviewer-2');
    expect((await person.get('/staff/notes')).status).toBe(200);
    await staff.parts.database.db
      .updateTable('staff')
      .set({ role: 'reader' })
      .where('id', '=', 'reviewer-2')
      .execute();
    expect((await person.get('/staff/notes')).status).toBe(403);
  });
});
