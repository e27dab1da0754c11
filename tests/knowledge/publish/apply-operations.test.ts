import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { englishHash } from '../../../knowledge/article/english-hash.ts';
import { readArticles } from '../../../knowledge/article/read-articles.ts';
import { applyOperations } from '../../../knowledge/publish/apply-operations.ts';
import { makeWorkspace } from '../../../knowledge/publish/make-workspace.ts';
import { operationSchema } from '../../../knowledge/publish/operation.ts';

let folder: string;
const article = (topic: string, language: string) =>
  readFileSync(join(folder, 'knowledge', 'articles', topic, `${language}.md`), 'utf8');
const topicOf = (id: string) =>
  readArticles(join(folder, 'knowledge', 'articles')).topics.find(topic => topic.id === id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  mkdirSync(join(folder, 'knowledge', 'articles', 'care.rides'), { recursive: true });
  mkdirSync(join(folder, 'knowledge', 'classes', 'smalltalk.thanks'), { recursive: true });
  writeFileSync(
    join(folder, 'knowledge', 'topics.yaml'),
    '- { id: care.rides, kind: core, basis: seed, url: "https://example.org/" }\n',
  );
  writeFileSync(join(folder, 'knowledge', 'classes', 'smalltalk.thanks', 'en.txt'), '# thanks\nthank you\n');
  writeFileSync(
    join(folder, 'knowledge', 'articles', 'care.rides', 'en.md'),
    `---
title: Rides to the doctor   # said often
label: I need a ride
questions:
  - i need a ride
keywords: [ride]
lines: [plan]
source: { url: "https://example.org/", section: null, asOf: null, basis: seed }
---
We drive you.

## sms
We drive you.
`,
  );
  const mark = englishHash(topicOf('care.rides')?.english ?? expect.fail());
  writeFileSync(
    join(folder, 'knowledge', 'articles', 'care.rides', 'es.md'),
    `---
title: Viajes al médico
label: Necesito un viaje
questions: ["necesito un viaje"]
translation: { by: machine, of: "${mark}" }
---
Le llevamos.

## sms
Le llevamos.
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const edit = (change: object = {}) =>
  operationSchema.parse({
    kind: 'edit-article',
    topic: 'care.rides',
    language: 'en',
    title: 'Rides: to and from the doctor',
    label: 'I need a ride',
    body: 'We drive you there and back.',
    sms: 'We drive you there and back.',
    base: englishHash(topicOf('care.rides')?.english ?? expect.fail()),
    ...change,
  });

describe('a change of the knowledge', () => {
  it('adds sample questions once, whatever signs are in them, and leaves comments', () => {
    const samples = ['who drives me?', '"quoted": yes # no', 'I need a ride', 'who drives me?'];
    applyOperations(folder, [{ kind: 'add-samples', topic: 'care.rides', language: 'en', samples }]);
    expect(topicOf('care.rides')?.english.fields.questions).toEqual([
      'i need a ride',
      'who drives me?',
      '"quoted": yes # no',
    ]);
    expect(article('care.rides', 'en')).toContain('# said often');
    expect(topicOf('care.rides')?.english.body).toBe('We drive you.');
  });

  it('adds lines to a class, none of which becomes a comment', () => {
    applyOperations(folder, [
      {
        kind: 'add-samples',
        topic: 'smalltalk.thanks',
        language: 'en',
        samples: ['# ty', 'Thank you', 'tysm\nbye'],
      },
    ]);
    expect(readFileSync(join(folder, 'knowledge', 'classes', 'smalltalk.thanks', 'en.txt'), 'utf8')).toBe(
      '# thanks\nthank you\nty\ntysm bye\n',
    );
  });

  it('gives an article other words; its translations are stale, unless the meaning is the same', () => {
    applyOperations(folder, [edit()]);
    const topic = topicOf('care.rides');
    expect(topic?.english.fields.title).toBe('Rides: to and from the doctor');
    expect(topic?.english.sms).toBe('We drive you there and back.');
    const mark = englishHash(topic?.english ?? expect.fail());
    expect(topic?.translations.get('es')?.fields.translation.of).not.toBe(mark);
    applyOperations(folder, [edit({ body: 'We drive you.', translationsFit: true })]);
    // The mark was not made from the words before, so nothing was compared and it stays stale.
    expect(topicOf('care.rides')?.translations.get('es')?.fields.translation.of).not.toBe(
      englishHash(topicOf('care.rides')?.english ?? expect.fail()),
    );
  });

  it('keeps translations where the editor says the meaning is the same', () => {
    applyOperations(folder, [edit({ translationsFit: true })]);
    expect(topicOf('care.rides')?.translations.get('es')?.fields.translation.of).toBe(
      englishHash(topicOf('care.rides')?.english ?? expect.fail()),
    );
  });

  it('is refused where somebody else changed the article in the meantime', () => {
    const mine = edit({ body: 'Mine.' });
    applyOperations(folder, [edit({ body: 'Theirs.' })]);
    expect(() => applyOperations(folder, [mine])).toThrow(/care.rides in en was changed by somebody else/);
    expect(article('care.rides', 'en')).toContain('Theirs.');
  });

  it('makes a topic, and refuses one that there is', () => {
    const topic = operationSchema.parse({
      kind: 'new-article',
      topic: 'care.glasses',
      title: 'Glasses',
      label: 'I need glasses',
      body: 'Call us.',
      sms: 'Call us.',
      samples: ['i need glasses'],
      lines: ['plan'],
      source: 'https://example.org/glasses',
    });
    applyOperations(folder, [topic]);
    expect(topicOf('care.glasses')?.english.fields.lines).toEqual(['plan']);
    const listed: unknown = parse(readFileSync(join(folder, 'knowledge', 'topics.yaml'), 'utf8'));
    expect(listed).toMatchObject([{ id: 'care.rides' }, { id: 'care.glasses', kind: 'page' }]);
    expect(() => applyOperations(folder, [topic])).toThrow('there is a topic care.glasses already');
  });

  it('can name no folder outside the articles', () => {
    for (const topic of ['../../etc', 'care/rides', '..', 'care.rides/../x'])
      expect(
        operationSchema.safeParse({ kind: 'add-samples', topic, language: 'en', samples: ['x'] }).success,
      ).toBe(false);
    expect(
      operationSchema.safeParse({
        kind: 'add-samples',
        topic: 'care.rides',
        language: '../en',
        samples: ['x'],
      }).success,
    ).toBe(false);
  });

  it('starts from a copy of the sources', () => {
    makeWorkspace(join(folder, 'copy'));
    expect(readdirSync(join(folder, 'copy', 'knowledge', 'articles')).length).toBeGreaterThan(100);
    expect(readdirSync(join(folder, 'copy', 'knowledge')).sort()).toEqual([
      'articles',
      'classes',
      'topics.yaml',
    ]);
  });
});
