import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readArticles } from '../../../knowledge/article/read-articles.ts';
import { fromCsv, toCsv } from '../../../knowledge/exchange/article-csv.ts';
import { fromJson, toJson } from '../../../knowledge/exchange/article-json.ts';
import {
  type ArticleRow,
  ExchangeError,
  englishMarks,
  rowsOf,
} from '../../../knowledge/exchange/article-row.ts';
import { fromXliff, toXliff } from '../../../knowledge/exchange/article-xliff.ts';
import { fromQnaTsv, intoKnown, toQnaTsv } from '../../../knowledge/exchange/qna-tsv.ts';
import { writeRows } from '../../../knowledge/exchange/write-rows.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import type { CommandContext } from './command-context.ts';

/**
 * `knowledge -- export <to>`: all articles, by the ending of the name: `.json`, `.csv`, `.tsv` (QnA Maker; one language,
 * English by default), `.xlf` (for translators; `--language` is theirs), else a folder. `--topics a,b` for some.
 */
export async function exportArticles(given: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { language: { type: 'string' }, topics: { type: 'string' } },
    allowPositionals: true,
  });
  const [to] = positionals;
  const form = extname(to ?? '');
  if (!to || (form === '.xlf' && !values.language)) {
    context.print('say where to, and for .xlf --language\n');
    return 2;
  }
  const ids = values.topics?.split(',');
  const topics = context.topics().filter(({ id }) => !ids || ids.includes(id));
  const rows = rowsOf(topics, values.language ?? (form === '.tsv' ? 'en' : undefined));
  if (form === '.json') writeFileSync(to, toJson(rows));
  else if (form === '.csv') writeFileSync(to, toCsv(rows));
  else if (form === '.tsv') writeFileSync(to, toQnaTsv(rows));
  else if (form === '.xlf') writeFileSync(to, await toXliff(topics, values.language ?? ''));
  else writeRows(rows, to, { dry: false });
  context.print(`${form === '.xlf' ? `${topics.length} topics` : `${rows.length} articles`}: ${to}\n`);
  return 0;
}

/**
 * `knowledge -- import <from>`: tells what it would change; `--write` does it. `--into` another folder; `--source URL` for
 * answers without one; `--reviewer ROLE` where a person vouches for translations.
 */
export async function importArticles(given: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: {
      into: { type: 'string' },
      source: { type: 'string' },
      reviewer: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [from] = positionals;
  if (!from) {
    context.print('say what to import\n');
    return 2;
  }
  try {
    const on = context.now.toISOString().slice(0, 10);
    const reviewed = values.reviewer ? { reviewer: values.reviewer, on } : null;
    const rows = await readRows(from, {
      ...(values.source ? { source: values.source } : {}),
      reviewed,
      context,
    });
    const into = values.into ?? join(projectRoot(), 'knowledge', 'articles');
    const { added, changed, same } = writeRows(rows, into, { dry: !values.write });
    for (const name of added) context.print(`new      ${name}\n`);
    for (const name of changed) context.print(`changed  ${name}\n`);
    context.print(
      `${added.length} new, ${changed.length} changed, ${same} the same${values.write ? '' : ' (nothing written: --write)'}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    context.print(`${from}: ${error.message}\n`);
    return 1;
  }
}

async function readRows(
  from: string,
  options: {
    readonly source?: string;
    readonly reviewed: { readonly reviewer: string; readonly on: string } | null;
    readonly context: CommandContext;
  },
): Promise<readonly ArticleRow[]> {
  if (statSync(from).isDirectory()) {
    const { topics, problems } = readArticles(from);
    const [problem] = problems;
    if (problem) throw new ExchangeError(`${problem.file}:${problem.line}: ${problem.message}`);
    return rowsOf(topics);
  }
  const text = readFileSync(from, 'utf8');
  const { topics } = options.context;
  switch (extname(from)) {
    case '.json':
      return fromJson(text);
    case '.csv':
      return fromCsv(text);
    case '.tsv':
      return intoKnown(fromQnaTsv(text, options.source), rowsOf(topics()), englishMarks(topics()));
    case '.xlf':
    case '.xliff':
      return fromXliff(text, topics(), options.reviewed);
    default:
      throw new ExchangeError('is no .json, .csv, .tsv, .xlf or folder');
  }
}
