import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '../../../bot/staff/audit/audit-log.ts';
import { newestKey } from '../../../bot/staff/audit/chain.ts';
import { people } from '../../../bot/staff/people/people.ts';
import { staffSeal } from '../../../bot/staff/sign-in/staff-seal.ts';
import { staffPages } from '../../../bot/staff/staff-pages.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { type RunningConsole, startConsole } from './staff-for-tests.ts';
import { digitsOf, type Visitor, visitor } from './visitor.ts';

const PASSWORD = 'four plain words here';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

eachDatabase('signing in', openFresh => {
  let staff: RunningConsole;
  let now = Date.parse('2026-03-02T08:00:00Z');
  const clock = () => new Date(now);
  let numbered = 0;

  beforeAll(async () => {
    staff = await startConsole({ database: await openFresh(), pages: staffPages, parts: { clock } });
  });
  afterAll(() => staff.stop());
  // Every test is a day after the one before, so that none is locked out by it.
  beforeEach(() => {
    now += 48 * 60 * MINUTE;
  });

  /** Makes an account by its set-up page, as its owner would. */
  async function newAccount(role: 'admin' | 'reviewer' = 'reviewer') {
    const { database, settings } = staff.parts;
    const audit = auditLog(database.db, newestKey(settings.keys), clock);
    const store = people({ db: database.db, audit, seal: staffSeal(settings.keys), clock });
    numbered += 1;
    const name = `${role}-${numbered}`;
    const code = await store.invite('system', name, role);
    const owner = visitor(staff.url);
    const page = await owner.get(`/staff/set-up?code=${code}`);
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page.html)?.[1] ?? '').replaceAll(' ', '');
    const done = await owner.send('/staff/set-up', {
      code,
      password: PASSWORD,
      again: PASSWORD,
      digits: digitsOf(secret, clock()),
    });
    expect(done.status).toBe(200);
    const codes = [...done.html.matchAll(/<code>([A-Z2-7-]{19})<\/code>/g)].map(([, found]) => found ?? '');
    now += MINUTE;
    return { name, secret, codes, code, owner };
  }

  const signIn = async (
    who: Visitor,
    account: { readonly name: string; readonly secret: string },
    given: { readonly password?: string; readonly code?: string; readonly back?: string } = {},
  ) => {
    await who.get('/staff/sign-in');
    return who.send('/staff/sign-in', {
      name: account.name,
      password: given.password ?? PASSWORD,
      code: given.code ?? digitsOf(account.secret, clock()),
      back: given.back ?? '/staff/account',
    });
  };

  describe('a new account', () => {
    test('is set up once by its link, with a password, an authenticator app and ten recovery codes', async () => {
      const account = await newAccount();
      expect(account.codes).toHaveLength(10);
      expect((await account.owner.get(`/staff/set-up?code=${account.code}`)).status).toBe(404);
      const browser = visitor(staff.url);
      const answer = await signIn(browser, account);
      expect([answer.status, answer.location]).toEqual([303, '/staff/account']);
      expect((await browser.get('/staff/account')).status).toBe(200);
    });

    test('is not set up with a short password, two that differ, or wrong digits', async () => {
      const { database, settings } = staff.parts;
      const audit = auditLog(database.db, newestKey(settings.keys), clock);
      const store = people({ db: database.db, audit, seal: staffSeal(settings.keys), clock });
      const code = await store.invite('system', 'reviewer-new', 'reviewer');
      const owner = visitor(staff.url);
      await owner.get(`/staff/set-up?code=${code}`);
      const tries = [
        { password: 'short', again: 'short', digits: '000000' },
        { password: 'aaaaaaaaaaaaaaaaaa', again: 'aaaaaaaaaaaaaaaaaa', digits: '000000' },
        { password: 'i am reviewer-new', again: 'i am reviewer-new', digits: '000000' },
        { password: PASSWORD, again: `${PASSWORD}!`, digits: '000000' },
        { password: PASSWORD, again: PASSWORD, digits: '12345' },
      ];
      for (const fields of tries) {
        expect((await owner.send('/staff/set-up', { code, ...fields })).status).toBe(422);
      }
      now += 73 * 60 * MINUTE;
      expect((await owner.get(`/staff/set-up?code=${code}`)).status).toBe(404);
    });
  });

  describe('who is refused', () => {
    test('is told the same for a wrong name, a wrong password and a wrong code', async () => {
      const account = await newAccount();
      const browser = visitor(staff.url);
      const answers = [
        await signIn(browser, { ...account, name: 'nobody-1' }),
        await signIn(browser, account, { password: 'not the password' }),
        await signIn(browser, account, { code: '000000' }),
      ];
      const alerts = answers.map(({ html }) => /role="alert">([^<]+)/.exec(html)?.[1]);
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
      expect(new Set(alerts).size).toBe(1);
    });

    test('can use no code twice: neither six digits nor a recovery code', async () => {
      const account = await newAccount();
      const code = digitsOf(account.secret, clock());
      expect((await signIn(visitor(staff.url), account, { code })).status).toBe(303);
      expect((await signIn(visitor(staff.url), account, { code })).status).toBe(401);
      const [recovery = ''] = account.codes;
      expect((await signIn(visitor(staff.url), account, { code: recovery.toLowerCase() })).status).toBe(303);
      expect((await signIn(visitor(staff.url), account, { code: recovery })).status).toBe(401);
    });

    test('has to wait longer and longer, the right password included, and gets in after the wait', async () => {
      const account = await newAccount();
      const browser = visitor(staff.url);
      const statuses: number[] = [];
      for (let tries = 0; tries < 8; tries++) {
        statuses.push((await signIn(browser, account, { password: 'guess number one' })).status);
      }
      expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
      const locked = await signIn(browser, account);
      expect(locked.status).toBe(429);
      expect(Number(locked.headers.get('retry-after'))).toBeLessThanOrEqual(30);
      now += 31 * SECOND;
      expect((await signIn(browser, account, { password: 'guess number two' })).status).toBe(401);
      const again = await signIn(browser, account);
      expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(30);
      now += 61 * SECOND;
      expect((await signIn(browser, account)).status).toBe(303);
    });

    test('leaves one entry in the audit log for each time they are locked out, however often they try', async () => {
      const account = await newAccount();
      const browser = visitor(staff.url);
      const entries = async () => {
        const { database } = staff.parts;
        const rows = await database.db
          .selectFrom('audit')
          .select('seq')
          .where('action', '=', 'sign-in.locked')
          .execute();
        return rows.length;
      };
      const before = await entries();
      for (let tries = 0; tries < 6; tries++)
        await signIn(browser, account, { password: 'guess number one' });
      await Promise.all(Array.from({ length: 20 }, () => signIn(browser, account)));
      expect((await entries()) - before).toBe(1);
      now += 31 * SECOND;
      await signIn(browser, account, { password: 'guess number two' });
      for (let tries = 0; tries < 5; tries++) await signIn(browser, account);
      expect((await entries()) - before).toBe(2);
    });

    test('is not let through by many tries at the same moment', async () => {
      const account = await newAccount();
      const browser = visitor(staff.url);
      await browser.get('/staff/sign-in');
      const answers = await Promise.all(
        Array.from({ length: 24 }, () =>
          browser.send('/staff/sign-in', { name: account.name, password: 'many at once!!', code: '000000' }),
        ),
      );
      expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
    });
  });

  describe('a session', () => {
    test('gets a token of its own at sign-in: one that was planted before stands for nobody', async () => {
      const account = await newAccount();
      const browser = visitor(staff.url);
      browser.plant('staff', 'planted-by-somebody-else');
      await signIn(browser, account);
      expect(browser.cookies.get('staff')).not.toBe('planted-by-somebody-else');
      const thief = visitor(staff.url);
      thief.plant('staff', 'planted-by-somebody-else');
      expect((await thief.get('/staff/account')).status).toBe(303);
    });

    test('ends the one that the browser had before', async () => {
      const account = await newAccount();
      const browser = visitor(staff.url);
      await signIn(browser, account);
      const old = browser.cookies.get('staff') ?? '';
      now += MINUTE;
      await browser.get('/staff/account');
      await browser.send('/staff/sign-in', {
        name: account.name,
        password: PASSWORD,
        code: digitsOf(account.secret, clock()),
      });
      const thief = visitor(staff.url);
      thief.plant('staff', old);
      expect((await thief.get('/staff/account')).status).toBe(303);
    });

    test('ends after 15 minutes without a request, and after 8 hours in any case', async () => {
      const account = await newAccount();
      const idle = visitor(staff.url);
      await signIn(idle, account);
      now += 14 * MINUTE;
      expect((await idle.get('/staff/account')).status).toBe(200);
      now += 15 * MINUTE;
      expect((await idle.get('/staff/account')).status).toBe(303);
      const busy = visitor(staff.url);
      await signIn(busy, account);
      let worked = 0;
      for (; worked < 8 * 60; worked += 10) {
        if ((await busy.get('/staff/account')).status !== 200) break;
        now += 10 * MINUTE;
      }
      expect(worked).toBe(8 * 60);
      expect((await busy.get('/staff/account')).status).toBe(303);
    });

    test('ends by signing out, and all of a person by signing out everywhere', async () => {
      const account = await newAccount();
      const [one, other] = [visitor(staff.url), visitor(staff.url)];
      await signIn(one, account);
      now += MINUTE;
      await signIn(other, account);
      const kept = one.cookies.get('staff') ?? '';
      await one.get('/staff/account');
      await one.send('/staff/sign-out', {});
      const thief = visitor(staff.url);
      thief.plant('staff', kept);
      expect((await thief.get('/staff/account')).status).toBe(303);
      await other.get('/staff/account');
      now += MINUTE;
      await signIn(one, account);
      await other.send('/staff/account/sign-out-everywhere', {});
      expect((await one.get('/staff/account')).status).toBe(303);
    });

    test('has a cookie that scripts can not read and other sites do not send', async () => {
      const account = await newAccount();
      const browser = visitor(staff.url);
      const answer = await signIn(browser, account);
      const cookie = answer.headers.getSetCookie().find(set => set.startsWith('staff='));
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain/);
    });
  });

  test('leads back to a page of the console only', async () => {
    const account = await newAccount();
    for (const back of [
      'https://evil.example',
      '//evil.example',
      '/staff/\\evil',
      '/staff//evil',
      '/other',
    ]) {
      expect((await signIn(visitor(staff.url), account, { back })).location).toBe('/staff');
      now += MINUTE;
    }
  });

  test('a new password needs the old one and a code, and signs out everywhere', async () => {
    const account = await newAccount();
    const browser = visitor(staff.url);
    await signIn(browser, account);
    await browser.get('/staff/account');
    now += MINUTE;
    const fields = { new: 'another four words', code: digitsOf(account.secret, clock()) };
    const wrong = await browser.send('/staff/account/password', { ...fields, password: 'wrong one here' });
    expect(wrong.status).toBe(422);
    expect((await browser.send('/staff/account/password', { ...fields, password: PASSWORD })).status).toBe(
      303,
    );
    expect((await browser.get('/staff/account')).status).toBe(303);
    now += MINUTE;
    expect((await signIn(browser, account)).status).toBe(401);
    expect((await signIn(browser, account, { password: 'another four words' })).status).toBe(303);
  });

  describe('an admin', () => {
    test('gives a role that holds at once and signs the person out; a deactivated person is out', async () => {
      const admin = await newAccount('admin');
      const person = await newAccount();
      const [boss, theirs] = [visitor(staff.url), visitor(staff.url)];
      await signIn(boss, admin);
      await signIn(theirs, person);
      const { id } = await staff.parts.database.db
        .selectFrom('staff')
        .select('id')
        .where('name', '=', person.name)
        .executeTakeFirstOrThrow();
      await boss.get(`/staff/people/${id}`);
      expect((await boss.send(`/staff/people/${id}/role`, { role: 'admin' })).status).toBe(303);
      expect((await theirs.get('/staff/account')).status).toBe(303);
      now += MINUTE;
      await signIn(theirs, person);
      expect((await theirs.get('/staff/people')).status).toBe(200);
      await boss.send(`/staff/people/${id}/deactivate`, {});
      expect((await theirs.get('/staff/people')).status).toBe(303);
      now += MINUTE;
      expect((await signIn(theirs, person)).status).toBe(401);
    });

    test('can not change their own account, so that none raises their own role and one is always left', async () => {
      const admin = await newAccount('admin');
      const boss = visitor(staff.url);
      await signIn(boss, admin);
      const { id } = await staff.parts.database.db
        .selectFrom('staff')
        .select('id')
        .where('name', '=', admin.name)
        .executeTakeFirstOrThrow();
      await boss.get(`/staff/people/${id}`);
      for (const deed of ['role', 'deactivate', 'start-anew']) {
        expect((await boss.send(`/staff/people/${id}/${deed}`, { role: 'reader' })).status).toBe(403);
      }
    });

    test('is the only one who may: no other role reaches people, by page or by form', async () => {
      for (const role of ['reader', 'reviewer', 'editor', 'approver'] as const) {
        const person = await staff.signIn(role, `${role}-low`);
        expect((await person.get('/staff/people')).status).toBe(403);
        expect((await person.post('/staff/people', { name: 'x-1', role: 'admin' })).status).toBe(403);
        expect((await person.post(`/staff/people/${role}-low/role`, { role: 'admin' })).status).toBe(403);
      }
    });
  });

  test('all of it is in the audit log, without any password, code or name that was only typed', async () => {
    const entries = await staff.parts.database.db.selectFrom('audit').selectAll().execute();
    const actions = new Set(entries.map(({ action }) => action));
    for (const action of [
      'sign-in',
      'sign-in.failed',
      'sign-in.locked',
      'sign-out',
      'account.set-up',
      'person.role',
    ]) {
      expect(actions).toContain(action);
    }
    expect(JSON.stringify(entries)).not.toMatch(/four plain words|guess number|nobody-1/);
  });
});
