import { join } from 'node:path';
import { passagesOf } from '../../../knowledge/ingest/passages-of.ts';
import { readCrawl } from '../../../knowledge/ingest/read-crawl.ts';
import { hasUnknownNumber } from '../../../knowledge/ingest/unknown-numbers.ts';
import { removeShelf, ShelfWriter } from '../../../knowledge/passages/passage-shelf.ts';
import type { CommandContext } from './command-context.ts';

/**
 * `knowledge -- passages on|off`: puts the passages of the newest crawl into service, or takes all out. A passage with a
 * phone number that the directory lacks is left out: no reply shows such a number.
 */
export async function passages(given: readonly string[], context: CommandContext): Promise<number> {
  const { store, guide, directory, print } = context;
  const shelf = join(context.folder, 'passages');
  const [what] = given;
  if (what === 'off') {
    removeShelf(shelf);
    print('no passages are in service\n');
    return 0;
  }
  const crawl = store.newest();
  if (what !== 'on' || !crawl) {
    print(crawl ? 'say on or off\n' : 'there is no crawl: npm run knowledge -- ingest <url>\n');
    return 2;
  }
  const writer = new ShelfWriter();
  let leftOut = 0;
  for await (const read of readCrawl(store, crawl, guide)) {
    if (read.kind === 'unreadable' || !/^https?:/.test(read.page.url)) continue;
    for (const passage of passagesOf(read.page)) {
      if (hasUnknownNumber(passage.text, directory)) leftOut++;
      else writer.add(passage);
    }
  }
  if (writer.count === 0) {
    print('no page of the newest crawl has passages and an address on the web: what is in service stays\n');
    return 1;
  }
  print(
    `${writer.finish(shelf)} passages are in service, ${leftOut} with unknown phone numbers left out; a service on this data folder takes them over within seconds\n`,
  );
  return 0;
}
