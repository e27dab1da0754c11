import { load } from 'cheerio';
import express, { type Router } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMeans } from '../../../bot/load-means.ts';
import { auditLog } from '../../../bot/staff/audit/audit-log.ts';
import { newestKey } from '../../../bot/staff/audit/chain.ts';
import { ROLES, type Role } from '../../../bot/staff/people/roles.ts';
import { staffPages } from '../../../bot/staff/staff-pages.ts';
import { addTag } from '../../../bot/transcripts/review/tags.ts';
import { AT, sayer } from '../transcripts/say.ts';
import { openMemory, type RunningConsole, type SignedInClient, startConsole } from './staff-for-tests.ts';

/** Markup that would run, a quote that would end an attribute, and a mark that would turn the line around. */
const NASTY = '"><img src=x onerror=alert(1)><script>alert(2)</script>\' \u202egnp.exe\u2066';
const NOW = new Date(AT.getTime() + 60_000);

describe('attacks on the console', () => {
  let staff: RunningConsole;
  let admin: SignedInClient;
  const means = loadMeans(error => {
    throw error;
  });

  beforeAll(async () => {
    const database = await openMemory();
    const { db } = database;
    staff = await startConsole({
      database,
      pages: staffPages,
      parts: { means: () => means, clock: () => NOW },
    });
    admin = await staff.signIn('admin');
    const { log, say } = sayer(database);
    await say({
      talk: 'talk-1',
      text: NASTY,
      reply: NASTY,
      channel: NASTY,
      plan: NASTY,
      result: {
        outcome: NASTY,
        topic: NASTY,
        articleVersion: NASTY,
        language: NASTY,
        knowledgeVersion: NASTY,
        candidates: [{ id: NASTY, kind: NASTY, probability: 0.5, score: 1 }],
        flags: ['grievance', NASTY.replaceAll(' ', '\u00a0')],
      },
    });
    await say({ talk: 'talk-2', text: NASTY, result: { outcome: 'handoff', topic: null, confidence: 0.1 } });
    await log.recordFeedback({ conversationId: 'talk-1', number: 2, helpful: false, reason: NASTY, at: AT });
    await addTag(db, 'talk-1', { tag: NASTY, by: NASTY, at: AT });
    await db
      .insertInto('reviews')
      .values({
        conversation_id: 'talk-1',
        number: 1,
        reviewer: NASTY,
        verdict: NASTY,
        right_topic: NASTY,
        note: NASTY,
        at: AT.getTime(),
      })
      .execute();
    await db
      .insertInto('saved_views')
      .values({ owner: 'admin-1', name: NASTY, query: NASTY, at: AT.getTime() })
      .execute();
    await db
      .insertInto('legal_holds')
      .values({ conversation_id: 'talk-1', placed_by: NASTY, why: NASTY, at: AT.getTime(), deletion_due: 0 })
      .execute();
    const audit = auditLog(db, newestKey(staff.parts.settings.keys), () => AT);
    await audit.record({ who: NASTY, action: NASTY, subject: NASTY, details: { [NASTY]: NASTY } });
    await audit.record({ who: NASTY, action: 'retention.purge', details: { [NASTY]: NASTY } });
  });
  afterAll(() => staff.stop());

  test.each([
    '/staff/talks',
    '/staff/talks/talk-1',
    '/staff/talks/talk-1?judge=1',
    '/staff/live',
    '/staff/live/talk-1',
    '/staff/queue',
    '/staff/gaps',
    '/staff/dashboard',
    '/staff/agreement',
    '/staff/people',
    '/staff/people/admin-1',
    '/staff/audit',
    '/staff/retention',
    '/staff/account',
    `/staff/talks?text=${encodeURIComponent(NASTY)}&plan=${encodeURIComponent(NASTY)}`,
    `/staff/audit?who=${encodeURIComponent(NASTY)}&from=${encodeURIComponent(NASTY)}`,
    `/staff/${encodeURIComponent(NASTY)}`,
  ])('nothing stored or typed runs, ends an attribute or turns the text around on %j', async path => {
    const html = await (await admin.get(path)).text();
    expect(html).toContain('</html>');
    const $ = load(html);
    expect($('img, script:not([src]), iframe, object, base').length).toBe(0);
    const attributes = $('*')
      .toArray()
      .flatMap(element => Object.keys($(element).attr() ?? {}));
    expect(attributes.filter(name => /^on|^style$|^src(?:doc|set)$/.test(name))).toEqual([]);
    expect($('html').text()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  describe('every route of every page group', () => {
    /** Paths and methods that the page groups have, with something in place of each parameter. */
    const routes = () => {
      const router: Router = express.Router();
      for (const addPages of staffPages) {
        addPages(router, {
          parts: staff.parts,
          audit: { record: async () => {} },
          show: () => {},
          needs: () => (_request, _response, next) => next(),
          addToNav: () => {},
        });
      }
      return router.stack.flatMap(({ route }) => {
        if (!route) return [];
        const path = `/staff${route.path.replace(/:\w+/g, 'talk-1')}`;
        return route.stack.map(({ method }) => ({ path, method: method.toUpperCase() }));
      });
    };

    test('is closed to who is not signed in', async () => {
      const found = routes();
      expect(found.length).toBeGreaterThan(30);
      for (const { path, method } of found) {
        const answer = await fetch(`${staff.url}${path}`, { method, redirect: 'manual' });
        const location = answer.headers.get('location') ?? '';
        expect([path, method === 'GET' ? location.split('?')[0] : answer.status]).toEqual([
          path,
          method === 'GET' ? '/staff/sign-in' : 403,
        ]);
      }
    });

    test('takes no form that another site made the browser send, whoever is signed in', async () => {
      for (const { path, method } of routes()) {
        if (method === 'GET') continue;
        const answer = await fetch(`${staff.url}${path}`, {
          method,
          headers: { cookie: admin.cookie, origin: 'https://evil.example' },
          body: new URLSearchParams({ role: 'admin', why: 'forged' }),
          redirect: 'manual',
        });
        expect([path, answer.status]).toEqual([path, 403]);
      }
    });

    test('is for its role and those above: one below is refused, and nothing new is open to all unseen', async () => {
      const lowest = (path: string): Role | 'anybody' => {
        if (/^\/staff\/(?:people|retention|audit)/.test(path)) return 'admin';
        if (/^\/staff\/(?:drafts\/talk-1\/(?:approve|reject)|editions\/back)/.test(path)) return 'approver';
        if (/^\/staff\/(?:drafts|editions|site|export|talks\/talk-1\/export)/.test(path)) return 'editor';
        if (/^\/staff\/(?:queue|agreement|judge|talks\/talk-1\/(?:tags|follow-up))/.test(path))
          return 'reviewer';
        return 'anybody';
      };
      const clients = Object.fromEntries(
        await Promise.all(ROLES.map(async role => [role, await staff.signIn(role)] as const)),
      ) as Record<Role, SignedInClient>; // one of each role
      const open: string[] = [];
      for (const { path, method } of routes()) {
        const role = lowest(path);
        if (role === 'anybody') {
          open.push(`${method} ${path}`);
          continue;
        }
        const below = ROLES[ROLES.indexOf(role) - 1];
        if (!below) continue;
        const low = clients[below];
        const refused = method === 'GET' ? await low.get(path) : await low.post(path);
        expect([path, method, below, refused.status]).toEqual([path, method, below, 403]);
        if (method !== 'GET') continue;
        expect([path, role, (await clients[role].get(path)).status]).not.toEqual([path, role, 403]);
      }
      expect([...new Set(open)].sort()).toEqual([
        'GET /staff/account',
        'GET /staff/dashboard',
        'GET /staff/gaps',
        'GET /staff/live',
        'GET /staff/live/talk-1',
        'GET /staff/stay',
        'GET /staff/talks',
        'GET /staff/talks/talk-1',
        'GET /staff/unsent',
        'POST /staff/account/password',
        'POST /staff/account/recovery-codes',
        'POST /staff/account/sign-out-everywhere',
        'POST /staff/talks/views',
        'POST /staff/talks/views/forget',
        'POST /staff/unsent/forget',
      ]);
    });

    test('changes nothing for a reader: every form but those on their own things is refused', async () => {
      const reader = await staff.signIn('reader');
      const own = /^\/staff\/(?:account|unsent|talks\/views)/;
      for (const { path, method } of routes()) {
        if (method === 'GET' || own.test(path)) continue;
        expect([path, (await reader.post(path)).status]).toEqual([path, 403]);
      }
    });
  });
});
