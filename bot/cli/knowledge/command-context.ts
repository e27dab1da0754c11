import { join } from 'node:path';
import { readArticles, type TopicFiles } from '../../../knowledge/article/read-articles.ts';
import { type Directory, loadDirectory } from '../../../knowledge/directory/directory.ts';
import { CrawlStore } from '../../../knowledge/ingest/crawl/crawl-store.ts';
import { type LanguageGuide, languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import type { Config } from '../../config.ts';

/** What the commands on crawls work with. */
export interface CommandContext {
  /** `DATA_DIR/ingest`: crawls, passages in service, drafts, drift reports. Never committed. */
  readonly folder: string;
  readonly store: CrawlStore;
  readonly directory: Directory;
  readonly guide: LanguageGuide;
  /** Every article; read only where it is asked for, since that takes a second. */
  readonly topics: () => readonly TopicFiles[];
  /** Where the console has its list of work. */
  readonly database: { readonly url: string | undefined; readonly dataDir: string };
  readonly now: Date;
  readonly print: (text: string) => void;
}

/** Opens what lies in the data folder of the service. */
export function commandContext(config: Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>): CommandContext {
  const folder = join(config.DATA_DIR, 'ingest');
  const directory = loadDirectory();
  let topics: readonly TopicFiles[] | null = null;
  return {
    folder,
    store: new CrawlStore(folder),
    directory,
    guide: languageGuide(directory),
    topics: () => {
      topics ??= readArticles(join(projectRoot(), 'knowledge', 'articles')).topics;
      return topics;
    },
    database: { url: config.DATABASE_URL, dataDir: config.DATA_DIR },
    now: new Date(),
    print: text => process.stdout.write(text),
  };
}
