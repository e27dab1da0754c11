import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMeans } from '../../../bot/load-means.ts';
import { staffPages } from '../../../bot/staff/staff-pages.ts';
import { databaseDeliveries } from '../../../bot/transcripts/delivery-log.ts';
import type { LogDatabase } from '../../../bot/transcripts/schema.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { AT, type Said, sayer, UNANSWERED } from '../transcripts/say.ts';
import { type RunningConsole, type SignedInClient, startConsole } from './staff-for-tests.ts';

/** A quarter of an hour after the first talk, so that it is running still. */
const NOW = new Date(AT.getTime() + 14 * 60_000);
const means = loadMeans(error => {
  throw error;
});

const page = async (client: SignedInClient, path: string) => {
  const answer = await client.get(path);
  expect(answer.status, path).toBe(200);
  return answer.text();
};

/** What a page says, without its markup. */
const words = (html: string) =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<(?:[^>"]|"[^"]*")+>/g, ' ')
    .replace(/\s+/g, ' ');

eachDatabase('the review console', openFresh => {
  let console: RunningConsole;
  let db: LogDatabase;
  let reader: SignedInClient;
  let reviewer: SignedInClient;
  let second: SignedInClient;
  let say: (said: Said) => Promise<unknown>;
  let feedback: RunningConsole['parts']['log']['recordFeedback'];

  const audited = async (action: string) =>
    (
      await db
        .selectFrom('audit')
        .select(['who', 'subject'])
        .where('action', '=', action)
        .orderBy('seq')
        .execute()
    ).map(({ who, subject }) => `${who} ${subject}`.trim());

  beforeAll(async () => {
    const database = await openFresh();
    db = database.db;
    const log = sayer(database);
    say = log.say;
    feedback = log.log.recordFeedback;
    console = await startConsole({
      database,
      pages: staffPages,
      parts: { means: () => means, clock: () => NOW },
    });
    reader = await console.signIn('reader');
    reviewer = await console.signIn('reviewer');
    second = await console.signIn('reviewer', 'reviewer-2');
    await say({ talk: 'card', text: 'I lost my card', reply: 'Order a new card.' });
    await say({ talk: 'card', text: 'does it cost money', result: { ...UNANSWERED } });
    await feedback({ conversationId: 'card', number: 2, helpful: false, reason: 'not-my-question', at: AT });
    await say({
      talk: 'pain',
      text: 'me duele el pecho',
      channel: 'sms',
      at: new Date(AT.getTime() - 3 * 3_600_000),
      result: { outcome: 'emergency', topic: null, confidence: null, language: 'es', flags: ['emergency'] },
    });
    await databaseDeliveries(db).report({
      conversationId: 'pain',
      number: 2,
      status: 'undelivered',
      error: '30003',
      at: AT,
    });
  });
  afterAll(() => console.stop());

  describe('the list', () => {
    test('has flagged talks on top with the time since, and narrows by words and filters', async () => {
      const html = await page(reader, '/staff/talks');
      expect(words(html)).toMatch(/Need somebody now.*PAIN 3 h 14 min ago.*Find/);
      const narrowed = words(await page(reader, '/staff/talks?text=cost&language=en')).split(
        'Talks, newest first',
      )[1];
      expect(narrowed).toContain('CARD');
      expect(narrowed).toContain('does it cost money');
      expect(narrowed).not.toContain('PAIN');
      expect(words(await page(reader, '/staff/talks?topic=care.vision'))).toContain('No talk fits.');
    });

    test('leads from a reference code straight to the talk', async () => {
      const answer = await reader.get('/staff/talks?reference=card');
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/talks/card']);
    });

    test('bears any query string', async () => {
      for (const query of [
        'before=x',
        'from=yesterday',
        'language=en&language=es',
        'text=%00',
        'language=%00',
        'reference=%00',
        'review=%27--',
        'to=9999-99-99',
      ])
        await page(reader, `/staff/talks?${query}`);
    });

    test('keeps views for the one who made them, and nobody else sees or forgets them', async () => {
      const kept = await reader.post('/staff/talks/views', {
        name: 'Text messages',
        query: 'channel=sms&evil=//x.example',
      });
      expect(kept.headers.get('location')).toBe('/staff/talks?channel=sms');
      expect(await page(reader, '/staff/talks')).toContain('href="/staff/talks?channel=sms"');
      expect(words(await page(reviewer, '/staff/talks'))).not.toContain('Text messages');
      await reviewer.post('/staff/talks/views/forget', { name: 'Text messages' });
      expect(words(await page(reader, '/staff/talks'))).toContain('Text messages');
      await reader.post('/staff/talks/views/forget', { name: 'Text messages' });
      expect(words(await page(reader, '/staff/talks'))).not.toContain('Text messages');
    });
  });

  describe('a talk', () => {
    test('shows each message with outcome, candidates, article version, thumbs and delivery, and is audited', async () => {
      const text = words(await page(reader, '/staff/talks/card'));
      expect(text).toMatch(/I lost my card .*Order a new card\. .*member\.id-card .*v7/);
      expect(text).toContain('Thumb down : not-my-question');
      expect(text).toContain('care.dental topic 20.0 %');
      expect(words(await page(reader, '/staff/talks/pain'))).toContain('undelivered (30003)');
      expect(await audited('talk.view')).toContain('reader-1 card');
      for (const none of ['none', '%00', '%F0%9F%98%80'])
        expect((await reader.get(`/staff/talks/${none}`)).status, none).toBe(404);
    });

    test('marks each message with its language', async () => {
      expect(await page(reader, '/staff/talks/pain')).toContain(
        '<bdi class="said" lang="es">me duele el pecho</bdi>',
      );
    });

    test('is looked after by a reviewer, not by a reader, and then is no longer on top', async () => {
      expect((await reader.post('/staff/talks/pain/follow-up')).status).toBe(403);
      expect((await reviewer.post('/staff/talks/none/follow-up')).status).toBe(404);
      expect((await reviewer.post('/staff/talks/pain/follow-up')).status).toBe(303);
      expect(words(await page(reader, '/staff/talks'))).not.toContain('Need somebody now');
      expect(words(await page(reader, '/staff/talks/pain'))).toContain('Looked after by reviewer-1');
    });

    test('takes tags, which the list then narrows by', async () => {
      expect((await reader.post('/staff/talks/card/tags', { tag: 'Cost' })).status).toBe(403);
      expect((await reviewer.post('/staff/talks/card/tags', { tag: ' ' })).status).toBe(400);
      await reviewer.post('/staff/talks/card/tags', { tag: 'Cost' });
      expect(words(await page(reader, '/staff/talks?tag=cost'))).toContain('CARD');
      await reviewer.post('/staff/talks/card/tags', { tag: 'cost', remove: 'yes' });
      expect(words(await page(reader, '/staff/talks?tag=cost'))).toContain('No talk fits.');
    });
  });

  describe('judging', () => {
    test('is for reviewers, of messages there are, with a verdict and topic there are', async () => {
      expect((await reader.post('/staff/judge/card/1', { verdict: 'right' })).status).toBe(403);
      expect((await reviewer.post('/staff/judge/card/1', { verdict: 'fine' })).status).toBe(400);
      expect(
        (await reviewer.post('/staff/judge/card/1', { verdict: 'right', topic: 'no.such' })).status,
      ).toBe(400);
      for (const number of ['99', 'x', '-1', '1e99'])
        expect(
          (await reviewer.post(`/staff/judge/card/${number}`, { verdict: 'right' })).status,
          number,
        ).toBe(404);
    });

    test('goes through the queue, most pressing first, until two have judged each message', async () => {
      const order: string[] = [];
      for (const person of [reviewer, second]) {
        for (let left = 3; left > 0; left -= 1) {
          const html = await page(person, '/staff/queue');
          const action = /action="(\/staff\/judge\/[^"]+)"/.exec(html)?.[1] ?? 'none';
          order.push(action.replace('/staff/judge/', ''));
          const verdict = person === second && action.endsWith('/card/1') ? 'wrong' : 'right';
          const saved = await person.post(action, { verdict, next: 'queue' });
          expect(saved.headers.get('location')).toBe('/staff/queue?saved');
        }
        expect(words(await page(person, '/staff/queue?saved'))).toMatch(
          /Your judgement was saved.*Nothing waits for you/,
        );
      }
      expect(order).toEqual(['pain/1', 'card/1', 'card/3', 'pain/1', 'card/1', 'card/3']);
      expect(await audited('talk.judge')).toContain('reviewer-2 card');
    });

    test('measures how far two agree', async () => {
      const text = words(await page(reviewer, '/staff/agreement'));
      // Three messages, agreed on two; one judge always says right: no better than chance.
      expect(text).toContain('reviewer-1 and reviewer-2 3 67 % 67 % 0.00');
    });

    test('shows the judgement of others only after one’s own', async () => {
      await say({ talk: 'fresh', text: 'where is my card' });
      await reviewer.post('/staff/judge/fresh/1', { verdict: 'unsafe', note: 'too vague' });
      expect(words(await page(second, '/staff/talks/fresh'))).not.toContain('too vague');
      await second.post('/staff/judge/fresh/1', { verdict: 'right' });
      expect(words(await page(second, '/staff/talks/fresh'))).toContain('too vague');
    });

    test('skips to the next, and works with single keys that can be turned off', async () => {
      await say({ talk: 'skip-1', text: 'zebra', result: UNANSWERED });
      await say({ talk: 'skip-2', text: 'zebra', at: NOW, result: UNANSWERED });
      const first = await page(reviewer, '/staff/queue');
      expect(first).toContain('data-key="1"');
      const skip = /href="(\/staff\/queue\?priority=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(await page(reviewer, skip)).toContain('/staff/judge/skip-1/1');
      expect(first).toContain('/staff/judge/skip-2/1');
      const off = await reviewer.post('/staff/queue/keys', { keys: 'off' });
      const cookie = off.headers.get('set-cookie')?.split(';')[0] ?? '';
      const answer = await fetch(`${console.url}/staff/queue`, {
        headers: { cookie: `${reviewer.cookie}; ${cookie}` },
      });
      expect(await answer.text()).not.toContain('data-key');
    });
  });

  describe('the live view', () => {
    test('lists talks in which somebody wrote in the last quarter of an hour', async () => {
      const text = words(await page(reader, '/staff/live'));
      expect(text).toContain('CARD');
      expect(text).not.toContain('PAIN');
      expect(words(await page(reader, '/staff/live/card'))).toContain('Order a new card.');
      await page(reader, '/staff/live/card?fresh');
      expect(await audited('talk.watch')).toEqual(['reader-1 card']);
      await page(second, '/staff/live/card?fresh');
      expect(await audited('talk.watch')).toContain('reviewer-2 card');
    });
  });

  describe('the dashboard and the gaps', () => {
    test('count what happened and name the worst language', async () => {
      for (let talk = 0; talk < 30; talk += 1)
        await say({ talk: `km-${talk}`, text: 'សួស្តី', result: { ...UNANSWERED, language: 'km' } });
      const text = words(await page(reader, '/staff/dashboard'));
      expect(text).toContain('Worst language: Khmer.');
      expect(text).toMatch(/By language Language Talks .* Khmer 30 30 0 % 0 % 100 % 100 %/);
      expect(text).toMatch(/Website \d+/);
      await page(reader, '/staff/dashboard?from=x&to=2026-13-45');
      expect(words(await page(reader, '/staff/dashboard?from=2020-01-01&to=2020-01-02'))).toContain(
        'No message in this time.',
      );
    });

    test('put like questions together, with the way to a draft for editors only', async () => {
      for (const [talk, text] of [
        ['h-1', 'do you cover horse riding therapy'],
        ['h-2', 'is horse riding covered'],
        ['h-3', 'horse riding therapy covered?'],
      ] as const)
        await say({ talk, text, result: UNANSWERED });
      const html = await page(reader, '/staff/gaps?language=en');
      expect(words(html)).toMatch(/horse riding[^.]*? 3 questions, English: No approved answer 3/);
      expect(html).not.toContain('/staff/drafts/new');
      const editor = await console.signIn('editor');
      expect(await page(editor, '/staff/gaps?language=en')).toContain('/staff/drafts/new?topic=');
      expect(words(await page(reader, '/staff/gaps?language=ko'))).toContain('Nothing was left unanswered');
    });
  });

  test('says of a quoted page that it was no approved answer, and counts its question as a gap', async () => {
    const url = 'https://www.example.org/pier#umbrellas';
    const quoted = { id: url, kind: 'passage', probability: 0.9, score: 8 } as const;
    const result = { topic: `passage:${url}`, articleVersion: null, candidates: [quoted] };
    await say({ talk: 'quoted', text: 'where do umbrellas hang', result });
    const html = words(await page(reviewer, '/staff/talks/quoted'));
    expect(html).toContain(`Quoted from our site, no approved answer ${url}`);
    expect(await page(reviewer, '/staff/talks?gap=unanswered')).toContain('/staff/talks/quoted');
  });

  test('shows hostile text in every stored field as text, bidi overrides by their number', async () => {
    const evil = (field: string) => `<img src=x onerror=alert(1)>"'&\u202e${field}`;
    await say({
      talk: 'evil"><script>alert(1)</script>',
      text: evil('text'),
      reply: evil('reply'),
      channel: evil('channel'),
      plan: evil('plan'),
      result: {
        outcome: 'handoff',
        topic: evil('topic'),
        articleVersion: evil('version'),
        language: evil('language'),
        candidates: [{ id: evil('id'), kind: 'topic', probability: 0.5, score: 0 }],
        flags: ['emergency', evil('flag').replaceAll(' ', '')],
        knowledgeVersion: '<b>',
      },
    });
    const id = 'evil"><script>alert(1)</script>';
    const path = encodeURIComponent(id);
    await feedback({ conversationId: id, number: 2, helpful: false, reason: evil('reason'), at: AT });
    await reviewer.post(`/staff/judge/${path}/1`, { verdict: 'wrong', note: evil('note') });
    await reviewer.post(`/staff/talks/${path}/tags`, { tag: evil('tag').slice(0, 40) });
    await reviewer.post('/staff/talks/views', { name: evil('view'), query: `text=${evil('query')}` });
    const editor = await console.signIn('editor');
    const paths = [
      '/staff/talks',
      `/staff/talks/${path}`,
      '/staff/live',
      `/staff/live/${path}`,
      '/staff/gaps',
      '/staff/dashboard',
    ];
    for (const where of [...paths, `/staff/talks?text=${encodeURIComponent(evil('q'))}`]) {
      for (const client of [reviewer, editor]) {
        const html = await page(client, where);
        expect(html, where).not.toMatch(/<img|<script>|<b>/);
        // A quote that a field brought would end the attribute it stands in.
        expect(html, where).not.toMatch(/<[a-z]+(?:\s+[\w-]+(?:="[^"]*")?)*\s+onerror/i);
      }
    }
    const talk = await page(reviewer, `/staff/talks/${path}`);
    for (const field of ['text', 'reply', 'reason', 'note']) expect(talk).toContain(`[U+202E]${field}`);
    for (const where of paths) expect(words(await page(editor, where)), where).not.toContain('\u202e');
  });
});
