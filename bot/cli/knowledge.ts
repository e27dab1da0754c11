import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { englishHash } from '../../knowledge/article/english-hash.ts';
import { readArticles } from '../../knowledge/article/read-articles.ts';
import { languageScripts } from '../../knowledge/bundle/language-scripts.ts';
import { loadDirectory } from '../../knowledge/directory/directory.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { listedTopics } from '../../knowledge/topics-list.ts';
import { checkLocales } from '../../locales/check-locales.ts';
import { readLocales } from '../../locales/read-locales.ts';
import { readConfig } from '../config.ts';
import { type CommandContext, commandContext } from './knowledge/command-context.ts';
import { toldError } from './told-error.ts';

const USAGE = `usage: npm run knowledge -- check             every article and string, with file and line of what is wrong;
                                              beside the newest crawl (--crawl ID, --links asks for links too)
       npm run knowledge -- status            articles, strings, reviewed and stale, by language
       npm run knowledge -- stamp <language>  marks the translations of a language as made from today's English
       npm run knowledge -- ingest <file|folder|url|sitemap>  takes pages of the site in; --url, --depth, --delay (ms),
                                              --hosts a,b, --limit, --parallel, --agent, --drafts; --resume goes on
       npm run knowledge -- accept <topic…|all>  these articles fit what the site says now
       npm run knowledge -- export <to>       a folder, .json, .csv, .tsv (QnA Maker) or .xlf (translators); --language, --topics
       npm run knowledge -- import <from>     what it would change; --write does it; --into, --source, --reviewer
       npm run knowledge -- passages on|off   whether passages of the newest crawl may be quoted
`;

const root = projectRoot();
const folder = join(root, 'knowledge', 'articles');
const [command, language] = process.argv.slice(2);

try {
  process.exitCode = await run(process.argv.slice(3));
} catch (error) {
  const told = toldError(error);
  if (!told) throw error;
  process.stderr.write(`${told.message}\n`);
  process.exitCode = told.code;
}

/** Each command loads what it needs: all of them together take longer than most have to do. */
async function run(given: readonly string[]): Promise<number> {
  switch (command) {
    case 'check': {
      const articles = readArticles(folder);
      const wrong = await check(articles);
      const { checkDrift } = await import('./knowledge/drift-command.ts');
      return Math.max(wrong, await checkDrift(given, { ...crawls(), topics: () => articles.topics }));
    }
    case 'status':
      return status();
    case 'stamp':
      return language ? stamp(language) : usage();
    case 'ingest':
      return (await import('./knowledge/ingest-command.ts')).ingest(given, crawls());
    case 'export':
      return (await import('./knowledge/exchange-command.ts')).exportArticles(given, crawls());
    case 'import':
      return (await import('./knowledge/exchange-command.ts')).importArticles(given, crawls());
    case 'accept':
      return (await import('./knowledge/drift-command.ts')).accept(given, crawls());
    case 'passages':
      return (await import('./knowledge/passages-command.ts')).passages(given, crawls());
    default:
      return usage();
  }
}

function usage(): number {
  process.stderr.write(USAGE);
  return 2;
}

/** Crawls lie in the data folder of the service. */
function crawls(): CommandContext {
  return commandContext(readConfig(process.env));
}

async function check({ topics, problems }: ReturnType<typeof readArticles>): Promise<number> {
  const { checkArticles } = await import('../../knowledge/article/check-articles.ts');
  const today = new Date().toISOString().slice(0, 10);
  const context = {
    directory: loadDirectory(),
    listed: listedTopics(),
    today,
    scripts: languageScripts(root),
  };
  const articles = [...problems, ...checkArticles(topics, context)];
  const strings = checkLocales(readLocales());
  for (const { file, line, message } of articles)
    process.stdout.write(`knowledge/articles/${file}:${line}: ${message}\n`);
  for (const one of strings) process.stdout.write(`locales/${one.language}: ${one.key}: ${one.problem}\n`);
  process.stdout.write(`${topics.length} topics, ${articles.length + strings.length} problems\n`);
  return articles.length + strings.length > 0 ? 1 : 0;
}

function status(): number {
  const { topics } = readArticles(folder);
  for (const tag of readLocales().keys()) {
    let [articles, reviewed, stale, samples] = [0, 0, 0, 0];
    for (const topic of topics) {
      if (tag === 'en') {
        articles++;
        samples += topic.english.fields.questions.length;
        continue;
      }
      const translation = topic.translations.get(tag);
      if (!translation) continue;
      articles++;
      samples += translation.fields.questions.length;
      if (translation.fields.translation.by === 'reviewed') reviewed++;
      if (translation.fields.translation.of !== englishHash(topic.english)) stale++;
    }
    process.stdout.write(
      `${tag.padEnd(8)} articles ${articles}, samples ${samples}, reviewed ${reviewed}, stale ${stale}\n`,
    );
  }
  return 0;
}

/** Only the mark is changed; who translated stays as it is. For whoever has just compared a translation with its original. */
function stamp(tag: string): number {
  let stamped = 0;
  for (const topic of readArticles(folder).topics) {
    const file = join(folder, topic.id, `${tag}.md`);
    const translation = topic.translations.get(tag);
    if (!translation) continue;
    const content = readFileSync(file, 'utf8');
    const marked = content.replace(/^(translation:.*\bof: )[^,}\s]+/m, `$1"${englishHash(topic.english)}"`);
    if (marked === content) continue;
    writeFileSync(file, marked);
    stamped++;
  }
  process.stdout.write(`${stamped} translations of ${tag} marked\n`);
  return 0;
}
