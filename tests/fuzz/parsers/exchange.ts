import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readArticles } from '../../../knowledge/article/read-articles.ts';
import { fromCsv, toCsv } from '../../../knowledge/exchange/article-csv.ts';
import {
  type ArticleRow,
  articleRowSchema,
  ExchangeError,
  rowsOf,
} from '../../../knowledge/exchange/article-row.ts';
import { fromXliff, toXliff } from '../../../knowledge/exchange/article-xliff.ts';
import { fromQnaTsv, toQnaTsv } from '../../../knowledge/exchange/qna-tsv.ts';
import { writeRows } from '../../../knowledge/exchange/write-rows.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { oneOf, type Parser, promised, rawText, same } from '../parser.ts';

const topics = readArticles(join(projectRoot(), 'knowledge', 'articles')).topics.slice(0, 2);
const rows = rowsOf(topics).filter(({ language }) => ['en', 'es', 'zh-Hant'].includes(language));
const folder = mkdtempSync(join(tmpdir(), 'fuzz-exchange-'));

/** Writes rows into a folder and reads them again: they say the same, and nothing is written outside of it. */
function written(given: readonly ArticleRow[]): boolean {
  rmSync(folder, { recursive: true, force: true });
  const names = writeRows(given, folder, { dry: false });
  for (const name of [...names.added, ...names.changed])
    promised(/^[a-z0-9-]+\.[a-z0-9-]+\/[a-zA-Z-]+\.md$/.test(name), 'a file outside of its folder');
  const again = writeRows(given, folder, { dry: true });
  const distinct = new Set(given.map(({ topic, language }) => `${topic} ${language}`)).size === given.length;
  promised(
    !distinct || (again.changed.length === 0 && again.added.length === 0),
    'what was written is not what is read',
  );
  return existsSync(folder);
}

/** Articles from other tools. */
export const EXCHANGE_PARSERS: readonly Parser[] = [
  {
    name: 'import: CSV',
    seeds: [toCsv(rows.slice(0, 2)), toCsv(rows.slice(-1))],
    refuses: oneOf(ExchangeError),
    run: input => {
      const read = fromCsv(rawText(input));
      promised(same(fromCsv(toCsv(read)), read), 'exported and imported it says something else');
      return written(read);
    },
  },
  {
    name: 'import: table of QnA Maker',
    seeds: [
      toQnaTsv(rows.slice(0, 1)),
      'Question\tAnswer\tSource\tMetadata\nHow?\t**So** [a](b)\thttps://a.example\ttopic:a.b|language:zh-hant\n',
    ],
    refuses: oneOf(ExchangeError, z.ZodError),
    run: input => written(articleRowSchema.array().parse(fromQnaTsv(rawText(input), 'https://a.example/'))),
  },
  {
    name: 'import: XLIFF',
    seeds: [await toXliff(topics.slice(0, 1), 'es'), (await toXliff(topics, 'vi')).slice(0, 4_000)],
    refuses: oneOf(ExchangeError),
    run: async input => {
      const read = await fromXliff(rawText(input), topics, null);
      promised(
        read.every(({ body, sms }) => body !== '' && sms !== ''),
        'a translation of nothing',
      );
      return read.length > 0;
    },
  },
  {
    name: 'import: JSON',
    seeds: [JSON.stringify(rows.slice(0, 2)), JSON.stringify(rows.slice(-1))],
    refuses: oneOf(SyntaxError, z.ZodError, ExchangeError),
    run: input => written(articleRowSchema.array().parse(JSON.parse(rawText(input)))),
    close: () => rmSync(folder, { recursive: true, force: true }),
  },
];
