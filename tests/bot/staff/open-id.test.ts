import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRetentionPolicy } from '../../../bot/staff/retention/policy.ts';
import { highestRole } from '../../../bot/staff/sign-in/open-id.ts';
import { staffPages } from '../../../bot/staff/staff-pages.ts';
import { freePort } from '../../servers/free-port.ts';
import { CLIENT, type IdentityProvider, startIdentityProvider } from './identity-provider.ts';
import { openMemory, type RunningConsole, startConsole } from './staff-for-tests.ts';
import { type Visitor, visitor } from './visitor.ts';

describe("signing in by the plan's identity provider", () => {
  let staff: RunningConsole;
  let provider: IdentityProvider;
  let now = Date.now();

  beforeAll(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider(`${publicUrl}/staff/sign-in/openid/back`);
    staff = await startConsole({
      database: await openMemory(),
      pages: staffPages,
      port,
      parts: {
        clock: () => new Date(now),
        settings: {
          dataDir: '',
          publicUrl,
          keys: [Buffer.alloc(32, 7)],
          times: { idleMs: 15 * 60_000, wholeMs: 8 * 3_600_000 },
          retention: loadRetentionPolicy(),
          openId: {
            issuer: provider.issuer,
            clientId: CLIENT.id,
            clientSecret: CLIENT.secret,
            roleClaim: 'groups',
            roles: { 'plan-qa': 'reviewer', 'plan-it': 'admin' },
            nameClaim: 'preferred_username',
          },
        },
      },
    });
  });
  afterAll(async () => {
    await staff.stop();
    await provider.stop();
  });

  /** From the console to the provider and to the door of the console again. */
  const toTheDoor = async (browser: Visitor, back = '/staff/account') => {
    const begun = await browser.get(`/staff/sign-in/openid?back=${encodeURIComponent(back)}`);
    expect(begun.status).toBe(303);
    return provider.visit(begun.location ?? '');
  };

  test('makes an account at the first sign-in, with the role of the claim, and leads back to the page', async () => {
    provider.next = { subject: 'subject-1', name: 'reviewer-7', groups: ['everybody', 'plan-qa'] };
    const browser = visitor(staff.url);
    const answer = await browser.get(await toTheDoor(browser));
    expect([answer.status, answer.location]).toEqual([303, '/staff/account']);
    const page = await browser.get('/staff/account');
    expect(page.html).toContain('reviewer-7');
    expect((await browser.get('/staff/people')).status).toBe(403);
  });

  test('takes over a new role at the next sign-in, and ends what the old one had open', async () => {
    const before = visitor(staff.url);
    await before.get(await toTheDoor(before));
    provider.next = { subject: 'subject-1', name: 'reviewer-7', groups: ['plan-it'] };
    const browser = visitor(staff.url);
    await browser.get(await toTheDoor(browser));
    expect((await browser.get('/staff/people')).status).toBe(200);
    expect((await before.get('/staff/account')).status).toBe(303);
  });

  test('refuses who has no role here, and takes open sessions from who has lost it', async () => {
    provider.next = { subject: 'subject-2', name: 'reviewer-8', groups: ['plan-qa'] };
    const browser = visitor(staff.url);
    await browser.get(await toTheDoor(browser));
    expect((await browser.get('/staff/account')).status).toBe(200);
    provider.next = { subject: 'subject-2', name: 'reviewer-8', groups: [] };
    const again = visitor(staff.url);
    expect((await again.get(await toTheDoor(again))).status).toBe(403);
    expect((await browser.get('/staff/account')).status).toBe(303);
  });

  test('never lets a name of the provider become a local account of that name', async () => {
    await staff.signIn('admin', 'admin-1');
    provider.next = { subject: 'subject-3', name: 'Admin-1', groups: ['plan-qa'] };
    const browser = visitor(staff.url);
    expect((await browser.get(await toTheDoor(browser))).status).toBe(403);
  });

  test('refuses an answer that another browser began: no one is signed in as somebody else by a link', async () => {
    provider.next = { subject: 'subject-1', name: 'reviewer-7', groups: ['plan-it'] };
    const door = await toTheDoor(visitor(staff.url));
    const victim = visitor(staff.url);
    expect((await victim.get(door)).status).toBe(401);
    await victim.get('/staff/sign-in/openid');
    expect((await victim.get(door)).status).toBe(401);
  });

  test('takes an answer once', async () => {
    const browser = visitor(staff.url);
    const begun = await browser.get('/staff/sign-in/openid');
    const kept = browser.cookies.get('staff-openid') ?? '';
    const door = await provider.visit(begun.location ?? '');
    expect((await browser.get(door)).status).toBe(303);
    const second = visitor(staff.url);
    second.plant('staff-openid', kept);
    expect((await second.get(door)).status).toBe(401);
  });

  test('refuses an answer that was changed, that says no, or that comes too late', async () => {
    const browser = visitor(staff.url);
    const door = new URL(await toTheDoor(browser));
    door.searchParams.set('state', 'another');
    expect((await browser.get(door.href)).status).toBe(401);
    provider.next = null;
    const refused = visitor(staff.url);
    expect((await refused.get(await toTheDoor(refused))).status).toBe(401);
    provider.next = { subject: 'subject-1', name: 'reviewer-7', groups: ['plan-it'] };
    const late = visitor(staff.url);
    const lateDoor = await toTheDoor(late);
    now += 11 * 60_000;
    expect((await late.get(lateDoor)).status).toBe(401);
    now -= 11 * 60_000;
  });

  test('a deactivated person stays out, whatever the provider says', async () => {
    await staff.parts.database.db
      .updateTable('staff')
      .set({ state: 'deactivated' })
      .where('name', '=', 'reviewer-7')
      .execute();
    const browser = visitor(staff.url);
    expect((await browser.get(await toTheDoor(browser))).status).toBe(403);
  });
});

test('the highest of the roles that a claim stands for counts, and nothing that is not listed', () => {
  const roles = { qa: 'reviewer', leads: 'approver' } as const;
  expect(highestRole(['qa', 'leads'], roles)).toBe('approver');
  expect(highestRole('qa', roles)).toBe('reviewer');
  expect(highestRole(['constructor', '__proto__', 'admin', 7], roles)).toBeNull();
  expect(highestRole(undefined, roles)).toBeNull();
});
