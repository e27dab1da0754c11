import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PageGroup } from '../../../bot/staff/staff-tools.ts';
import { unsentPages } from '../../../bot/staff/unsent/unsent-pages.tsx';
import { openMemory, type RunningConsole, startConsole } from './staff-for-tests.ts';
import { visitor } from './visitor.ts';

const MINUTE = 60_000;

describe('a form that is sent after its writer was signed out', () => {
  let staff: RunningConsole;
  let now = Date.parse('2026-03-02T08:00:00Z');
  const received: string[] = [];
  const notes: PageGroup = (router, { show }) => {
    router.get('/notes', (request, response) =>
      show(request, response, { title: 'Notes', content: h('p', null) }),
    );
    router.post('/notes', (request, response) => {
      received.push(String(request.body.note));
      response.redirect(303, '/staff/notes');
    });
  };

  beforeAll(async () => {
    const parts = { clock: () => new Date(now) };
    staff = await startConsole({ database: await openMemory(), pages: [notes, unsentPages], parts });
  });
  afterAll(() => staff.stop());

  /** A browser whose session has timed out while its form was open. */
  const late = async () => {
    const browser = visitor(staff.url);
    const person = await staff.signIn('reviewer');
    browser.plant('staff', person.cookie.replace('staff=', ''));
    await browser.get('/staff/notes');
    now += 16 * MINUTE;
    return browser;
  };
  const signInAgain = async (
    browser: ReturnType<typeof visitor>,
    role: 'reviewer' | 'editor' = 'reviewer',
  ) => {
    browser.plant('staff', (await staff.signIn(role)).cookie.replace('staff=', ''));
  };

  test('is kept, and can be sent after signing in again', async () => {
    const browser = await late();
    const answer = await browser.send('/staff/notes', { note: 'a long "note" <b>' });
    expect(answer.location).toBe('/staff/sign-in?back=%2Fstaff%2Funsent');
    expect(received).toEqual([]);
    expect(
      JSON.stringify(await staff.parts.database.db.selectFrom('unsent_forms').selectAll().execute()),
    ).not.toContain('note');
    await signInAgain(browser);
    const page = await browser.get('/staff/unsent');
    expect(page.html).toContain('value="a long &quot;note&quot; &lt;b>"');
    expect(page.html).toContain('action="/staff/notes"');
    expect((await browser.send('/staff/notes', { note: 'a long "note" <b>' })).status).toBe(303);
    expect(received).toEqual(['a long "note" <b>']);
    await browser.send('/staff/unsent/forget', {});
    expect((await browser.get('/staff/unsent')).location).toBe('/staff');
  });

  test('is seen by nobody else who signs in at the same browser', async () => {
    const browser = await late();
    await browser.send('/staff/notes', { note: 'mine' });
    await signInAgain(browser, 'editor');
    expect((await browser.get('/staff/unsent')).location).toBe('/staff');
  });

  test('is not kept where it was not from a page of that session, or holds a password', async () => {
    const browser = await late();
    expect((await browser.send('/staff/notes', { note: 'planted', 'form-token': 'guessed' })).status).toBe(
      403,
    );
    expect((await browser.send('/staff/notes', { password: 'four plain words' })).status).toBe(403);
    await signInAgain(browser);
    const page = await browser.get('/staff/unsent');
    expect(page.html).not.toMatch(/planted|four plain/);
  });

  test('a page that loads itself again does not keep a session alive', async () => {
    const person = await staff.signIn('reviewer', 'reviewer-quiet');
    for (let minutes = 0; minutes < 14; minutes += 2) {
      expect((await person.get('/staff/notes?quiet=1')).status).toBe(200);
      now += 2 * MINUTE;
    }
    now += 2 * MINUTE;
    expect((await person.get('/staff/notes?quiet=1')).status).toBe(303);
  });
});
