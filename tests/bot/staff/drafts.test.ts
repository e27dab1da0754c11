import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMeans } from '../../../bot/load-means.ts';
import { draftPages } from '../../../bot/staff/drafts/draft-pages.tsx';
import { draftStore } from '../../../bot/staff/drafts/draft-store.ts';
import { editionPages } from '../../../bot/staff/drafts/edition-pages.tsx';
import { sayer } from '../transcripts/say.ts';
import { openMemory, type RunningConsole, startConsole } from './staff-for-tests.ts';

const means = loadMeans(error => {
  throw error;
});
const prepared: unknown[] = [];
const putLive: string[] = [];
let staff: RunningConsole;
let refuse: 'edition-moved' | null = null;

/* The pages on a real server and database; making editions has tests of its own and takes half a minute. */
beforeAll(async () => {
  staff = await startConsole({
    database: await openMemory(),
    pages: [draftPages, editionPages],
    parts: { means: () => means },
    editions: {
      prepare: async change => {
        prepared.push(change);
        if (change.topic === 'care.broken')
          return { kind: 'refused', problems: ['care.broken/en.md:3: <b>too long</b>'] };
        return {
          kind: 'ready',
          edition: 'abcdefabcdef',
          report: { base: '', stale: [], effects: [], changed: [] },
        };
      },
      putLive: async edition => {
        if (refuse) throw Object.assign(new Error('moved'), { code: refuse });
        putLive.push(edition);
      },
    },
  });
});
afterAll(() => staff.stop());

const sample = {
  kind: 'add-samples',
  topic: 'care.transportation',
  language: 'en',
  samples: 'need a lift',
  why: 'asked often',
};
const idOf = (answer: Response) =>
  answer.headers.get('location')?.split('/').at(-1) ?? expect.fail('no draft');
const store = () => draftStore(staff.parts.database.db, () => new Date());

async function sent(author = 'editor-1'): Promise<string> {
  const editor = await staff.signIn('editor', author);
  const id = idOf(await editor.post('/staff/drafts', sample));
  await expect.poll(async () => (await store().find(id))?.state).toBe('ready');
  expect((await editor.post(`/staff/drafts/${id}/send`)).status).toBe(303);
  return id;
}

describe('a draft', () => {
  test('is tried, sent, approved by somebody else and live', async () => {
    const id = await sent();
    const approver = await staff.signIn('approver');
    expect((await approver.post(`/staff/drafts/${id}/approve`, { why: 'right' })).status).toBe(303);
    expect(putLive).toEqual(['abcdefabcdef']);
    expect(await store().find(id)).toMatchObject({
      state: 'live',
      decidedBy: 'approver-1',
      decision: 'right',
    });
    const audit = await staff.parts.database.db.selectFrom('audit').select(['who', 'action']).execute();
    expect(audit.map(({ who, action }) => `${who} ${action}`)).toEqual(
      expect.arrayContaining(['editor-1 draft.make', 'editor-1 draft.send', 'approver-1 draft.approve']),
    );
  });

  test('is never approved by its author, nor by who may not, nor twice, nor without a reason', async () => {
    const id = await sent('approver-2');
    const author = await staff.signIn('approver', 'approver-2');
    expect((await author.post(`/staff/drafts/${id}/approve`, { why: 'mine' })).status).toBe(403);
    expect(
      (await (await staff.signIn('editor', 'editor-2')).post(`/staff/drafts/${id}/approve`, { why: 'x' }))
        .status,
    ).toBe(403);
    const approver = await staff.signIn('approver');
    expect((await approver.post(`/staff/drafts/${id}/approve`, { why: ' ' })).status).toBe(400);
    expect((await approver.post(`/staff/drafts/${id}/approve`, { why: 'ok' })).status).toBe(303);
    expect((await approver.post(`/staff/drafts/${id}/approve`, { why: 'ok' })).status).toBe(409);
  });

  test('has to be tried again where another change went live in between', async () => {
    const id = await sent();
    refuse = 'edition-moved';
    const approver = await staff.signIn('approver');
    const answer = await approver.post(`/staff/drafts/${id}/approve`, { why: 'ok' });
    refuse = null;
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('nother change went live');
    expect((await store().find(id))?.state).toBe('sent');
  });

  test('says which rules it breaks, escaped', async () => {
    const editor = await staff.signIn('editor');
    const id = idOf(await editor.post('/staff/drafts', { ...sample, topic: 'care.broken' }));
    await expect.poll(async () => (await store().find(id))?.state).toBe('refused');
    const page = await (await editor.get(`/staff/drafts/${id}`)).text();
    expect(page).toContain('&lt;b>too long');
    expect((await editor.post(`/staff/drafts/${id}/send`)).status).toBe(409);
  });

  test('is refused where its form is incomplete or names a folder', async () => {
    const editor = await staff.signIn('editor');
    const before = prepared.length;
    for (const wrong of [
      { samples: '' },
      { topic: '../../etc' },
      { language: '../en' },
      { why: '' },
      { kind: 'edit-article' },
    ])
      expect((await editor.post('/staff/drafts', { ...sample, ...wrong })).status).toBe(400);
    expect(prepared).toHaveLength(before);
  });

  test('shows what a member wrote without letting it act, and keeps it no longer than the talk', async () => {
    const editor = await staff.signIn('editor');
    const { say } = sayer(staff.parts.database);
    await say({
      talk: 'talk-1',
      channel: 'directline',
      text: '"><img src=x onerror=alert(1)> \u202Egnp',
      reply: 'No.',
    });
    const query = new URLSearchParams({ topic: 'care.transportation', language: 'en', message: 'talk-1/1' });
    const page = await (await editor.get(`/staff/drafts/new?${query}`)).text();
    expect(page).not.toContain('<img');
    expect(page).toContain('[U+202E]');
    for (const form of ['article', 'topic'])
      expect((await editor.get(`/staff/drafts/new?${query}&form=${form}`)).status).toBe(200);
    const id = idOf(
      await editor.post('/staff/drafts', { ...sample, message: 'talk-1/1', 'message-language': 'en' }),
    );
    await expect.poll(async () => (await store().find(id))?.state).toBe('ready');
    expect(JSON.stringify((await store().find(id))?.messages)).toContain('onerror');
    await staff.parts.log.remove('talk-1');
    const rows = await staff.parts.database.db.selectFrom('drafts').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('onerror');
    expect(await store().find(id)).toMatchObject({ messages: [], report: null, conversationId: null });
  });

  test('is for editors, and going back for approvers', async () => {
    const reviewer = await staff.signIn('reviewer');
    for (const path of ['/staff/drafts', '/staff/drafts/new', '/staff/editions'])
      expect((await reviewer.get(path)).status).toBe(403);
    expect((await reviewer.post('/staff/drafts', sample)).status).toBe(403);
    const editor = await staff.signIn('editor');
    expect((await editor.post('/staff/editions/back', { why: 'x', from: 'y' })).status).toBe(403);
    expect((await editor.get('/staff/drafts/none')).status).toBe(404);
  });
});
