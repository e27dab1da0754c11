import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readArticles } from '../../../knowledge/article/read-articles.ts';
import { fromCsv, toCsv } from '../../../knowledge/exchange/article-csv.ts';
import {
  type ArticleRow,
  articleRowSchema,
  ExchangeError,
  rowsOf,
} from '../../../knowledge/exchange/article-row.ts';
import { fromXliff, toXliff } from '../../../knowledge/exchange/article-xliff.ts';
import { fromQnaTsv, intoKnown, toQnaTsv } from '../../../knowledge/exchange/qna-tsv.ts';
import { writeRows } from '../../../knowledge/exchange/write-rows.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';

const articles = join(projectRoot(), 'knowledge', 'articles');
// A few topics in every language: all of them take long and show no more.
const topics = readArticles(articles).topics.filter((_, place) => place % 20 === 0);
const rows = rowsOf(topics);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exchange-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('articles that were exported and imported again', () => {
  test('say the same as before: as a folder', () => {
    expect(writeRows(rows, folder, { dry: false }).added.length).toBe(rows.length);
    const again = readArticles(folder);
    expect(again.problems).toEqual([]);
    expect(rowsOf(again.topics)).toEqual(rows);
  });

  test('say the same as before: as JSON and CSV, every language, quotes and line breaks too', () => {
    const kept = articleRowSchema.array().parse(JSON.parse(JSON.stringify(rows)));
    expect(writeRows(kept, articles, { dry: true })).toMatchObject({
      added: [],
      changed: [],
      same: rows.length,
    });
    expect(writeRows(fromCsv(toCsv(rows)), articles, { dry: true })).toMatchObject({
      added: [],
      changed: [],
      same: rows.length,
    });
  });

  test('change nothing but what was changed, and nothing at all when only tried', () => {
    writeRows(rows.slice(0, 3), folder, { dry: false });
    const [first, ...others] = rows.slice(0, 3);
    if (!first) throw new Error('no articles');
    const edited = [{ ...first, body: 'Other words.' }, ...others];
    const name = `${first.topic}/${first.language}.md`;
    const before = readFileSync(join(folder, name), 'utf8');
    expect(writeRows(edited, folder, { dry: true })).toEqual({ added: [], changed: [name], same: 2 });
    expect(readFileSync(join(folder, name), 'utf8')).toBe(before);
    writeRows(edited, folder, { dry: false });
    expect(readFileSync(join(folder, name), 'utf8')).toContain('Other words.');
  });
});

describe('CSV', () => {
  test('that is broken is refused with the row', () => {
    const broken = toCsv(rows.slice(0, 2)).replace(/^([^\n]*\n)([\w-]+\.[\w-]+)/, '$1../../x');
    expect(() => fromCsv(broken)).toThrow(/line 2 .*topic/s);
    expect(() => fromCsv('a,b\n1,2\n')).toThrow(ExchangeError);
  });
});

describe('a QnA Maker table', () => {
  test('brings answers, topics, languages and questions back', () => {
    const english = rows.filter(({ language }) => language === 'en');
    const back = fromQnaTsv(toQnaTsv(english));
    const short = (list: readonly ArticleRow[]) =>
      list.map(({ topic, language, body, questions, title }) => ({
        topic,
        language,
        body,
        title,
        questions,
      }));
    // A question that is the title too stands there once.
    const expected = english.map(row => ({
      ...row,
      questions: [...new Set(row.questions)].filter(one => one !== row.title),
    }));
    expect(short(back)).toEqual(short(expected).map(row => ({ ...row, body: row.body })));
  });

  test('that was exported changes nothing when it comes back, and only what was changed in it', () => {
    const english = rows.filter(({ language }) => language === 'en');
    const back = intoKnown(fromQnaTsv(toQnaTsv(english)), rows);
    expect(back.map(row => ({ ...row, questions: [] }))).toEqual(
      english.map(row => ({ ...row, questions: [] })),
    );
    const table = toQnaTsv(english.slice(0, 1)).replaceAll(english[0]?.body ?? '', 'Another answer.');
    const [changed] = intoKnown(fromQnaTsv(table), rows);
    expect(changed).toMatchObject({
      body: 'Another answer.',
      facts: english[0]?.facts,
      label: english[0]?.label,
    });
  });

  test('names no file outside of the articles', () => {
    const [row] = rows;
    if (!row) throw new Error('no rows');
    for (const change of [{ topic: '../../../escape' }, { language: '../../../escape' }])
      expect(() => writeRows([{ ...row, ...change }], folder, { dry: false })).toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('made by others becomes drafts with the answer as plain text', () => {
    const table =
      'Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n' +
      'Can I bring my dog?\t**Yes**, see [the page](https://a.example/dogs).\\nLeash it.\thttps://a.example/faq\t\t[]\tFalse\t[]\t1\n' +
      'Dogs ok?\t**Yes**, see [the page](https://a.example/dogs).\\nLeash it.\thttps://a.example/faq\t\t[]\tFalse\t[]\t1\n' +
      'Say "hi"\tHello\tEditorial\t\t[]\tFalse\t[]\t2\n';
    const [dogs, hello] = fromQnaTsv(table, 'https://a.example/all');
    expect(dogs).toMatchObject({
      topic: 'imported.can-i-bring-my-dog',
      questions: ['Can I bring my dog?', 'Dogs ok?'],
      body: 'Yes, see the page.\nLeash it.',
      facts: { source: { url: 'https://a.example/faq' } },
    });
    expect(hello?.facts?.source.url).toBe('https://a.example/all');
    expect(() => fromQnaTsv(table)).toThrow(/no source address/);
    expect(() => fromQnaTsv('a\tb\n1\t2\n')).toThrow(/no column Question/);
    writeRows(
      [dogs ?? rows[0]].flatMap(row => row ?? []),
      folder,
      { dry: false },
    );
    expect(readArticles(folder).problems).toEqual([]);
  });
});

describe('XLIFF for translators', () => {
  const some = topics.slice(0, 5);

  test('comes back as translations, reviewed where a person vouches, with their questions kept', async () => {
    const text = await toXliff(some, 'es');
    const back = await fromXliff(text, topics, { reviewer: 'reviewer-1', on: '2026-01-31' });
    expect(back.map(({ translation }) => translation?.by)).toEqual(some.map(() => 'reviewed'));
    const machine = await fromXliff(text, topics, null);
    const spanish = rows.filter(row => row.language === 'es' && some.some(({ id }) => id === row.topic));
    expect(machine.map(({ body, sms, title, questions }) => [body, sms, title, questions])).toEqual(
      spanish.map(({ body, sms, title, questions }) => [body, sms, title, questions]),
    );
  });

  test('is refused where English has changed since, or a translation is missing', async () => {
    const text = await toXliff(some, 'es');
    await expect(fromXliff(text.replace(/<source>/, '<source>Other '), topics, null)).rejects.toThrow(
      /changed since/,
    );
    await expect(fromXliff(await toXliff(some, 'qaa'), topics, null)).rejects.toThrow(/has no translation/);
    const unknown = text.replaceAll(some[0]?.id ?? '', 'no.such');
    await expect(fromXliff(unknown, topics, null)).rejects.toThrow(/no topic 'no.such'/);
  });

  test('keeps signs that XML takes for its own', async () => {
    const [first] = some;
    if (!first) throw new Error('no topics');
    const odd = { ...first, english: { ...first.english, body: 'a < b & "c" <b>d</b>\n- e' } };
    const done = new Map(
      [...first.translations].map(([tag, file]) => [tag, { ...file, body: 'é < b & <i>x</i>' }]),
    );
    const given = [{ ...odd, translations: done }];
    const [row] = await fromXliff(await toXliff(given, 'es'), given, null);
    expect(row?.body).toBe('é < b & <i>x</i>');
  });
});

test('a file of another kind is told from an empty one', () => {
  writeFileSync(join(folder, 'x.csv'), '');
  expect(fromCsv(readFileSync(join(folder, 'x.csv'), 'utf8'))).toEqual([]);
});
