import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ArticleFile, parseArticle } from '../../../knowledge/article/parse-article.ts';
import { readArticles, type TopicFiles } from '../../../knowledge/article/read-articles.ts';
import {
  type EnglishFields,
  englishSchema,
  type TranslationFields,
  translationSchema,
} from '../../../knowledge/article/schema.ts';
import { fromCsv, toCsv } from '../../../knowledge/exchange/article-csv.ts';
import { fromJson, toJson } from '../../../knowledge/exchange/article-json.ts';
import {
  type ArticleRow,
  articleRowSchema,
  ExchangeError,
  englishMarks,
  rowsOf,
} from '../../../knowledge/exchange/article-row.ts';
import { articleText } from '../../../knowledge/exchange/article-text.ts';
import { fromXliff, toXliff } from '../../../knowledge/exchange/article-xliff.ts';
import { fromQnaTsv, intoKnown, toQnaTsv } from '../../../knowledge/exchange/qna-tsv.ts';
import { writeRows } from '../../../knowledge/exchange/write-rows.ts';

const RUNS = { numRuns: 60 };

/** Words with all that the forms give a meaning of their own. */
const piece = fc.constantFrom(
  ...[
    'Call us.',
    'lost card',
    'a "quote"',
    "it's",
    '<b>',
    '&amp;',
    ']]>',
    '{{name}}',
    'x, y; z',
    '=1+1',
    '@sum',
  ],
  ...[
    '\t',
    '  ',
    '|',
    'a:b',
    '# no',
    '- item',
    '---',
    '\\n',
    '**bold**',
    '`x`',
    '[a](b)',
    '%',
    '{a: 1}',
    '?',
  ],
  ...['卡丟了', 'كرت؟', 'ប័ណ្ណ', 'é', '👩‍⚕️', 'null', 'true', '12', '~', '$t(x)', 'a\u00a0b'],
);
const line = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map(pieces => pieces.join(' '))
  .filter(text => text.trim() !== '');
const paragraphs = fc.array(line, { minLength: 1, maxLength: 3 }).map(lines => lines.join('\n\n').trim());
const topic = fc.stringMatching(/^[a-z]{2,5}\.[a-z0-9-]{2,6}$/);

const texts = {
  title: line,
  label: line,
  questions: fc.uniqueArray(line, { maxLength: 3 }),
  keywords: fc.array(line, { maxLength: 2 }),
  body: paragraphs,
  sms: line.map(text => text.trim().replace(/\s+/g, ' ')),
};
const english: fc.Arbitrary<ArticleRow> = fc.record({
  topic,
  language: fc.constant('en'),
  ...texts,
  facts: fc.record({
    lines: fc.constant(['plan']),
    links: fc.array(fc.record({ label: line, url: fc.constant('https://a.example/?a=1&b="c"') }), {
      maxLength: 1,
    }),
    source: fc.record({
      url: fc.constant('https://a.example/x'),
      section: fc.option(line),
      asOf: fc.constantFrom('2024-03-04', null),
      basis: fc.constant('site' as const),
    }),
    related: fc.constant([]),
    expires: fc.constantFrom('2027-01-31', null),
  }),
  translation: fc.constant(null),
});
const spanish: fc.Arbitrary<ArticleRow> = fc.record({
  topic,
  language: fc.constant('es'),
  ...texts,
  facts: fc.constant(null),
  translation: fc.constant({ by: 'machine' as const, of: 'abcdefabcdef' }),
});
/** Only what can be an article at all, each once. */
const rows = (of: fc.Arbitrary<ArticleRow>) =>
  fc.uniqueArray(of.filter(isArticle), { selector: row => row.topic, minLength: 1, maxLength: 3 });

function isArticle(row: ArticleRow): boolean {
  try {
    articleText(row);
    return articleRowSchema.safeParse(row).success;
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return false;
  }
}

/** The same row as its file gives it back. */
function asRead(row: ArticleRow): ArticleRow {
  return { ...row, body: row.body.trim(), sms: row.sms.trim() };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'round-trip-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what was exported changes nothing when it is imported', () => {
  test('as JSON', () => {
    fc.assert(
      fc.property(rows(fc.oneof(english, spanish)), given => {
        expect(fromJson(toJson(given))).toEqual(given);
      }),
      RUNS,
    );
  });

  test('as CSV', () => {
    fc.assert(
      fc.property(rows(fc.oneof(english, spanish)), given => {
        expect(fromCsv(toCsv(given))).toEqual(given);
      }),
      RUNS,
    );
  });

  test('as a QnA Maker table, in English and in a translation', () => {
    fc.assert(
      fc.property(fc.oneof(rows(english), rows(spanish)), given => {
        expect(intoKnown(fromQnaTsv(toQnaTsv(given)), given)).toEqual(given);
      }),
      RUNS,
    );
  });

  test('as a folder', () => {
    fc.assert(
      fc.property(rows(english), given => {
        const into = mkdtempSync(join(folder, 'x-'));
        writeRows(given, into, { dry: false });
        const read = readArticles(into);
        expect(read.problems).toEqual([]);
        expect(writeRows(given.map(asRead), into, { dry: true })).toMatchObject({ changed: [], added: [] });
      }),
      { numRuns: 20 },
    );
  });

  test('as XLIFF', async () => {
    await fc.assert(
      fc.asyncProperty(english.filter(isArticle), spanish.filter(isArticle), async (source, target) => {
        const topics = [topicOf(source, { ...target, topic: source.topic })];
        const [back] = await fromXliff(await toXliff(topics, 'es'), topics, null);
        const [, known] = rowsOf(topics);
        const of = englishMarks(topics).get(source.topic);
        const { title = '', label = '' } = known ?? {};
        expect(back).toEqual({
          ...known,
          title: title.trim(),
          label: label.trim(),
          translation: { by: 'machine', of },
        });
      }),
      RUNS,
    );
  });
});

describe('an import with a row that is wrong', () => {
  const good: ArticleRow = {
    ...{ topic: 'care.dental', language: 'en', title: 'Teeth', label: 'Teeth', questions: ['a', 'b'] },
    ...{ keywords: ['x'], body: 'One.\n\nTwo.', sms: 'One.', translation: null },
    facts: {
      lines: ['plan'],
      links: [],
      source: { url: 'https://a.example/', section: null, asOf: null, basis: 'site' },
      related: [],
    },
  };

  test('tells the line it begins on, though others before it have several', () => {
    const table = toCsv([good, { ...good, topic: 'care.eyes' }]).replace('care.eyes', 'eyes');
    expect(() => fromCsv(table)).toThrow(/^line 6 \(eyes en\): .*care\.dental/s);
    expect(() => fromCsv(`${table}1,2\n`)).toThrow(/on line 10/);
    const bad = toCsv([good]).replace('""basis"":""site""', '""basis"":""hearsay""');
    expect(() => fromCsv(bad)).toThrow(/^line 2 \(care\.dental en\): .*basis/s);
  });

  test('tells the line of a QnA Maker table that has no question, no answer, or two answers of one id', () => {
    const head = 'Question\tAnswer\tSource\tMetadata\tQnaId\n';
    const line = (question: string, answer: string) => `${question}\t${answer}\thttps://a.example/\t\t1\n`;
    expect(() => fromQnaTsv(`${head}${line('a', 'b')}${line('', 'b')}`)).toThrow('line 3: no question');
    expect(() => fromQnaTsv(`${head}${line('a', ' ')}`)).toThrow('line 2: no answer');
    expect(() => fromQnaTsv(`${head}${line('a', 'b')}${line('c', 'd')}`)).toThrow(
      'line 3: another answer than line 2, with the same QnaId 1',
    );
    const foreign = `${head}a\tb\tEditorial\ttopic:no.such|language:es\t1\n`;
    expect(() => intoKnown(fromQnaTsv(foreign), [])).toThrow('no.such es: there is no English article of it');
  });

  test('tells the place in JSON, and what is no file of its kind at all', async () => {
    expect(() => fromJson(toJson([good, { ...good, title: '' }]))).toThrow(/^row 2: .*title/s);
    expect(() => fromJson('{"a":1')).toThrow(/^is no JSON/);
    expect(() => fromJson('{}')).toThrow('is no list of articles');
    await expect(fromXliff('<html>', [], null)).rejects.toThrow(/^is no XLIFF/);
  });

  test.each([
    ['has a body that would be read as the text message', { body: 'One.\n## sms\nTwo.' }, /body/],
    ['has no facts', { facts: null }, /needs facts/],
    ['stands there twice', { topic: 'care.dental' }, /twice/],
  ])('writes nothing where one %s', (_, change, message) => {
    const wrong = { ...good, topic: 'care.eyes', ...change };
    expect(() => writeRows([good, wrong], folder, { dry: false })).toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('leaves every file as it was where one can not be written', () => {
    writeRows([good], folder, { dry: false });
    const file = join(folder, 'care.dental', 'en.md');
    const before = readFileSync(file, 'utf8');
    const others = [
      { ...good, body: 'Other.' },
      { ...good, topic: `care.${'x'.repeat(300)}` },
    ];
    expect(() => writeRows(others, folder, { dry: false })).toThrow(/ENAMETOOLONG/);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(join(folder, 'care.dental'))).toEqual(['en.md']);
  });
});

function topicOf(source: ArticleRow, target: ArticleRow): TopicFiles {
  const translation = read<TranslationFields>(target, translationSchema);
  return {
    id: source.topic,
    english: read<EnglishFields>(source, englishSchema),
    translations: new Map([['es', translation]]),
  };
}

function read<T>(row: ArticleRow, schema: Parameters<typeof parseArticle<T>>[2]): ArticleFile<T> {
  const { article } = parseArticle('', articleText(row), schema);
  if (!article) throw new Error('no article');
  return article;
}
